// What monitoring scripts and old libraries do to a page.
const realFetch = window.fetch;
window.seenByFetch = 0;
window.fetch = function (...asked) {
  window.seenByFetch += 1;
  return realFetch.apply(window, asked).then((answer) => answer);
};
const realOpen = XMLHttpRequest.prototype.open;
XMLHttpRequest.prototype.open = function (...asked) { return realOpen.apply(this, asked); };
window.Promise = class extends Promise {};
Array.prototype.last = function () { return this[this.length - 1]; };
Object.prototype.inherited = 'by everything';
const realAdd = EventTarget.prototype.addEventListener;
EventTarget.prototype.addEventListener = function (...told) { return realAdd.apply(this, told); };
