/* 二維碼: an address as an SVG, byte mode, level M, mask 3, versions 1 to 10 (ISO/IEC 18004); loaded when one is wanted. */
(function () {
  "use strict";

  // For each version: codewords of data, of correction in a block, blocks, and where alignment patterns stand.
  const DATA = [16, 28, 44, 64, 86, 108, 124, 154, 182, 216];
  const CORRECTION = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26];
  const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5];
  const ALIGNED = [[], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50]];
  const MASK = 3;

  function times(x, y) {
    let product = 0;
    for (let bit = 7; bit >= 0; bit -= 1) {
      product = (product << 1) ^ ((product >>> 7) * 0x11d);
      product ^= ((y >>> bit) & 1) * x;
    }
    return product;
  }

  function generator(degree) {
    const made = new Array(degree).fill(0);
    made[degree - 1] = 1;
    let root = 1;
    for (let index = 0; index < degree; index += 1) {
      for (let place = 0; place < degree; place += 1) {
        made[place] = times(made[place], root) ^ (place + 1 < degree ? made[place + 1] : 0);
      }
      root = times(root, 2);
    }
    return made;
  }

  function correction(block, divisor) {
    const rest = divisor.map(() => 0);
    block.forEach((octet) => {
      const factor = octet ^ rest.shift();
      rest.push(0);
      divisor.forEach((one, place) => { rest[place] ^= times(one, factor); });
    });
    return rest;
  }

  function codewords(octets, version) {
    const bits = [];
    const put = (value, length) => { for (let bit = length - 1; bit >= 0; bit -= 1) { bits.push((value >>> bit) & 1); } };
    const room = DATA[version - 1] * 8;
    put(4, 4);
    put(octets.length, version < 10 ? 8 : 16);
    octets.forEach((octet) => put(octet, 8));
    put(0, Math.min(4, room - bits.length));
    put(0, (8 - bits.length % 8) % 8);
    for (let pad = 0xec; bits.length < room; pad ^= 0xfd) { put(pad, 8); }
    const data = [];
    for (let at = 0; at < bits.length; at += 8) { data.push(parseInt(bits.slice(at, at + 8).join(""), 2)); }
    const count = BLOCKS[version - 1];
    const short = Math.floor(data.length / count);
    const divisor = generator(CORRECTION[version - 1]);
    const blocks = [];
    for (let index = 0, at = 0; index < count; index += 1) {
      const length = short + (index >= count - data.length % count ? 1 : 0);
      blocks.push(data.slice(at, at + length));
      at += length;
    }
    const woven = [];
    const weave = (parts) => {
      for (let place = 0; place < Math.max.apply(null, parts.map((one) => one.length)); place += 1) {
        parts.forEach((part) => { if (place < part.length) { woven.push(part[place]); } });
      }
    };
    weave(blocks);
    weave(blocks.map((block) => correction(block, divisor)));
    return woven;
  }

  function remainder(value, divisor, degree) {
    let rest = value;
    for (let step = 0; step < degree; step += 1) { rest = (rest << 1) ^ ((rest >>> (degree - 1)) * divisor); }
    return rest;
  }

  function drawn(version) {
    const size = version * 4 + 17;
    const dark = Array.from({ length: size }, () => new Array(size).fill(false));
    const fixed = Array.from({ length: size }, () => new Array(size).fill(false));
    const set = (row, column, value) => { dark[row][column] = Boolean(value); fixed[row][column] = true; };
    for (let place = 0; place < size; place += 1) { set(6, place, place % 2 === 0); set(place, 6, place % 2 === 0); }
    [[3, 3], [3, size - 4], [size - 4, 3]].forEach((centre) => {
      for (let down = -4; down <= 4; down += 1) {
        for (let right = -4; right <= 4; right += 1) {
          const row = centre[0] + down;
          const column = centre[1] + right;
          const ring = Math.max(Math.abs(down), Math.abs(right));
          if (row >= 0 && row < size && column >= 0 && column < size) { set(row, column, ring !== 2 && ring !== 4); }
        }
      }
    });
    const places = ALIGNED[version - 1];
    const end = places.length - 1;
    places.forEach((row, one) => places.forEach((column, other) => {
      if ((one === 0 && (other === 0 || other === end)) || (one === end && other === 0)) { return; }
      for (let down = -2; down <= 2; down += 1) {
        for (let right = -2; right <= 2; right += 1) {
          set(row + down, column + right, Math.max(Math.abs(down), Math.abs(right)) !== 1);
        }
      }
    }));
    const format = ((MASK << 10) | remainder(MASK, 0x537, 10)) ^ 0x5412;
    const bit = (value, index) => (value >>> index) & 1;
    for (let index = 0; index < 15; index += 1) {
      const row = index < 6 ? index : index < 8 ? index + 1 : size - 15 + index;
      const column = index < 8 ? size - 1 - index : index < 9 ? 7 : 14 - index;
      set(row, 8, bit(format, index));
      set(8, column, bit(format, index));
    }
    set(size - 8, 8, true);
    if (version >= 7) {
      const told = (version << 12) | remainder(version, 0x1f25, 12);
      for (let index = 0; index < 18; index += 1) {
        const far = size - 11 + index % 3;
        const near = Math.floor(index / 3);
        set(far, near, bit(told, index));
        set(near, far, bit(told, index));
      }
    }
    return { size, dark, fixed };
  }

  function matrix(text) {
    const octets = Array.from(text, (one) => one.charCodeAt(0));
    const version = DATA.findIndex((room, index) => octets.length + (index < 9 ? 2 : 3) <= room) + 1;
    if (!version || octets.some((one) => one > 127)) { return null; }
    const { size, dark, fixed } = drawn(version);
    const words = codewords(octets, version);
    let index = 0;
    for (let right = size - 1; right >= 1; right -= 2) {
      if (right === 6) { right = 5; }
      const up = ((right + 1) & 2) === 0;
      for (let step = 0; step < size; step += 1) {
        for (let column = right; column > right - 2; column -= 1) {
          const row = up ? size - 1 - step : step;
          if (!fixed[row][column]) {
            const data = index < words.length * 8 && (words[index >>> 3] >>> (7 - (index & 7))) & 1;
            dark[row][column] = Boolean(data) !== ((row + column) % 3 === 0);
            index += 1;
          }
        }
      }
    }
    return dark;
  }

  // An SVG element, black on white in the dark too, with a quiet zone of four modules; null where the address is too long.
  function picture(address, words) {
    const dark = matrix(address);
    if (!dark) { return null; }
    const make = (name, attributes) => {
      const made = document.createElementNS("http://www.w3.org/2000/svg", name);
      Object.keys(attributes).forEach((key) => made.setAttribute(key, attributes[key]));
      return made;
    };
    const side = dark.length + 8;
    let path = "";
    dark.forEach((row, down) => row.forEach((one, right) => {
      if (one) { path += "M" + (right + 4) + " " + (down + 4) + "h1v1h-1z"; }
    }));
    const made = make("svg", { viewBox: "0 0 " + side + " " + side, class: "feed-code", role: "img", "aria-label": words, "shape-rendering": "crispEdges" });
    made.append(make("path", { fill: "#fff", d: "M0 0h" + side + "v" + side + "H0z" }), make("path", { fill: "#000", d: path }));
    return made;
  }

  window.portalQr = { matrix, picture };
})();
