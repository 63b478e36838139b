// As hardened pages do (SES and its like).
for (const of of [Object, Array, Function, Promise, Map, Set, String, Number, Error, TypeError, Response, Request, Headers]) Object.freeze(of.prototype);
