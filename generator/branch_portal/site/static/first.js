/* Before anything is painted: what needs a script has its room from the start, so nothing jumps when the others run. */
(function (root) {
  "use strict";
  var own = document.currentScript, scope = new URL(own.getAttribute("data-scope") || "/", location);
  function read(name) { try { return JSON.parse(localStorage.getItem(name)) || {}; } catch (error) { return {}; } }

  // What the theme's own scripts ask for by these names.
  window.__md_scope = scope;
  window.__md_hash = function (text) { return Array.from(text).reduce(function (sum, letter) { return (sum << 5) - sum + letter.charCodeAt(0); }, 0); };
  window.__md_get = function (name, store, at) { return JSON.parse((store || localStorage).getItem((at || scope).pathname + "." + name)); };
  window.__md_set = function (name, value, store, at) {
    try { (store || localStorage).setItem((at || scope).pathname + "." + name, JSON.stringify(value)); } catch (error) { return; }
  };

  root.className = "js";
  var look = read("portal.look");
  if (look.contrast === undefined && matchMedia("(prefers-contrast: more)").matches) { look.contrast = "high"; }
  ["size", "contrast", "edit"].forEach(function (name) { if (look[name]) { root.setAttribute("data-" + name, look[name]); } });
  if (read("portal.mine").branch || own.hasAttribute("data-home") && /[?&]branch=[a-z]/.test(location.search)) { root.className += " has-mine"; }

  // The two colours of our theme and the switch between them; a unit that sets others has them on its pages.
  window.portalColors = function () {
    document.querySelector(".portal-look-panel").innerHTML = '<form class="md-header__option" data-md-component="palette">' +
      ["light default 深 night", "dark slate 淺 sunny"].map(function (color, index) {
        var part = color.split(" "), words = "換成" + part[2] + "色", data = " data-md-color-";
        return '<input class="md-option"' + data + 'media="(prefers-color-scheme: ' + part[0] + ')"' + data + 'scheme="' + part[1] + '"' + data +
          'primary="custom"' + data + 'accent="custom" aria-label="' + words + '" type="radio" name="__palette" id="__palette_' + index +
          '"><label class="md-header__button md-icon" title="' + words + '" for="__palette_' + (1 - index) +
          '" hidden><i class="icon icon-weather-' + part[3] + '"></i></label>';
      }).join("") + "</form>";
    var kept = read(scope.pathname + ".__palette").color;
    for (var name in kept) { document.body.setAttribute("data-md-color-" + name, kept[name]); }
  };
})(document.documentElement);
