// Unpacks compressed bytes (zlib, RFC 1950 and 1951) in browsers that cannot: Safari before 16.4, Firefox before 113.
(function () {
  "use strict";
  const LENGTHS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
  const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
  const DISTANCES = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
  const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

  // Codes by length: how many there are of each, and their symbols in order.
  function tree(lengths) {
    const counts = new Uint16Array(16), starts = new Uint16Array(16), symbols = new Uint16Array(lengths.length);
    for (const length of lengths) counts[length]++;
    counts[0] = 0;
    for (let i = 1; i < 16; i++) starts[i] = starts[i - 1] + counts[i - 1];
    lengths.forEach(function (length, symbol) { if (length) symbols[starts[length]++] = symbol; });
    return { counts: counts, symbols: symbols };
  }

  function fixed() {
    const lengths = [];
    for (let i = 0; i < 288; i++) lengths.push(i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8);
    return [tree(lengths), tree(new Array(30).fill(5))];
  }

  window.gongkaiSearch.unpack = function (bytes) {
    let at = 2, bit = 0, size = 0, out = new Uint8Array(bytes.length * 4);
    function bits(count) {
      let value = 0;
      for (let i = 0; i < count; i++) {
        if (at >= bytes.length) throw new Error("compressed bytes break off");
        value |= ((bytes[at] >> bit) & 1) << i;
        if (++bit === 8) { bit = 0; at++; }
      }
      return value;
    }
    function put(byte) {
      if (size === out.length) { const more = new Uint8Array(size * 2); more.set(out); out = more; }
      out[size++] = byte;
    }
    function symbol(codes) {
      let code = 0, first = 0, index = 0;
      for (let length = 1; length < 16; length++) {
        code |= bits(1);
        const count = codes.counts[length];
        if (code - first < count) return codes.symbols[index + code - first];
        index += count;
        first = (first + count) << 1;
        code <<= 1;
      }
      throw new Error("compressed bytes are damaged");
    }
    function dynamic() {
      const literals = bits(5) + 257, distances = bits(5) + 1, codes = bits(4) + 4, lengths = new Array(19).fill(0), all = [];
      for (let i = 0; i < codes; i++) lengths[ORDER[i]] = bits(3);
      const own = tree(lengths);
      while (all.length < literals + distances) {
        const next = symbol(own);
        if (next < 16) { all.push(next); continue; }
        const value = next === 16 ? all[all.length - 1] : 0, times = next === 16 ? 3 + bits(2) : next === 17 ? 3 + bits(3) : 11 + bits(7);
        for (let i = 0; i < times; i++) all.push(value);
      }
      return [tree(all.slice(0, literals)), tree(all.slice(literals))];
    }
    for (let last = 0; !last;) {
      last = bits(1);
      const kind = bits(2);
      if (kind === 0) {
        if (bit) { bit = 0; at++; }
        const length = bytes[at] | (bytes[at + 1] << 8);
        at += 4;
        for (let i = 0; i < length; i++) put(bytes[at++]);
        continue;
      }
      const trees = kind === 1 ? fixed() : dynamic();
      for (let next; (next = symbol(trees[0])) !== 256;) {
        if (next < 256) { put(next); continue; }
        const length = LENGTHS[next - 257] + bits(LENGTH_BITS[next - 257]), code = symbol(trees[1]);
        const distance = DISTANCES[code] + bits(code < 2 ? 0 : (code >> 1) - 1);
        for (let i = 0; i < length; i++) put(out[size - distance]);
      }
    }
    return out.slice(0, size);
  };
})();
