// The one script that a page embeds. It only finds where it came from, leaves an
// element in the page and fetches the rest from the same place.
(function () {
  "use strict";
  var loaded = Symbol.for("gxn-chat");
  // An async script has a currentScript too, but for very old browsers.
  var own =
    document.currentScript || document.querySelector('script[src*="/gongxiaonuan.js"]');
  if (!own || window[loaded]) return;
  window[loaded] = true;

  var element = document.createElement("gxn-chat");
  ["title", "color", "position", "elder"].forEach(function (name) {
    if (own.dataset[name]) element.dataset[name] = own.dataset[name];
  });
  element.dataset.base = new URL("..", own.src).href;
  import(new URL("element.js", own.src).href);

  function place() {
    document.body.appendChild(element);
  }
  if (document.body) place();
  else document.addEventListener("DOMContentLoaded", place);
})();
