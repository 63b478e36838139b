// A page of 2014: every form is serialised and sent behind the reader's back, every Enter submits.
window.sent = [];
jQuery(function ($) {
  $('form').on('submit', function (event) { event.preventDefault(); window.sent.push($(this).serialize()); });
  $(document).on('keydown', function (event) { if (event.which === 13 && event.target.name === 'temperature') $('form').submit(); });
  $.ajaxSetup({cache: false});
});
