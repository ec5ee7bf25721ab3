// Where on this page stands what a search has led here for? It is marked, and a bar leads from one place to the next.
(function () {
  "use strict";
  var casebook = window.casebook, words = casebook.words, MOST = 2000, NOT = "script, style, svg, button, nav, .ties, .history, .record-foot, .print-head, .anchor, [hidden]";
  var native = typeof Highlight === "function" && CSS.highlights, places = [], at = 0, bar = null, said = null;

  function asked() {
    try { return decodeURIComponent(location.hash.slice(3)); } catch (e) { return ""; }
  }

  // The texts of `root`, each from one block: what it says, and the nodes with their places in it.
  function blocks(root) {
    var all = [], last = null, shown = new Map();
    function display(element) {
      if (!shown.has(element)) shown.set(element, getComputedStyle(element).display);
      return shown.get(element);
    }
    function block(element) {
      while (element !== root && /^(inline|contents)$/.test(display(element))) element = element.parentElement;
      return element;
    }
    var walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, function (node) {
      return node.nodeType === Node.ELEMENT_NODE && (node.matches(NOT) || display(node) === "none") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
    });
    while (walk.nextNode()) {
      var node = walk.currentNode, line = node.nodeName === "BR";
      if (node.nodeType !== Node.TEXT_NODE && !line) continue;
      var own = block(node.parentElement);
      if (!last || last.block !== own) all.push(last = { block: own, text: "", nodes: [] });
      if (!line) last.nodes.push({ node: node, start: last.text.length });
      last.text += line ? "\n" : node.data;
    }
    return all;
  }

  // What stands between two places of a block, as [node, start, end].
  function pieces(block, start, end) {
    return block.nodes.map(function (one) {
      return [one.node, Math.max(start - one.start, 0), Math.min(end - one.start, one.node.length)];
    }).filter(function (piece) { return piece[1] < piece[2]; });
  }

  function find(root, wanted) {
    var found = [];
    blocks(root).forEach(function (block) {
      var folded = casebook.folded(block.text), spans = [];
      wanted.forEach(function (word) {
        casebook.occurrences(folded.text, word, MOST).forEach(function (span) { spans.push([folded.starts[span[0]], folded.ends[span[1] - 1]]); });
      });
      spans.sort(function (a, b) { return a[0] - b[0] || b[1] - a[1]; });
      spans.reduce(function (all, span) {
        var last = all[all.length - 1];
        if (last && span[0] < last[1]) last[1] = Math.max(last[1], span[1]);
        else all.push(span);
        return all;
      }, []).forEach(function (span) { if (found.length < MOST) found.push(pieces(block, span[0], span[1])); });
    });
    return found.filter(function (all) { return all.length; });
  }

  function range(all) {
    var made = document.createRange(), last = all[all.length - 1];
    made.setStart(all[0][0], all[0][1]);
    made.setEnd(last[0], last[2]);
    return made;
  }

  // Later pieces first, so that those before them keep their places.
  function wrap(all) {
    return all.slice().reverse().map(function (piece) {
      var mark = casebook.make("mark", "found"), node = piece[0].splitText(piece[1]);
      node.splitText(piece[2] - piece[1]);
      node.replaceWith(mark);
      mark.append(node);
      return mark;
    }).reverse();
  }

  function draw(found) {
    if (!native) return places = found.slice().reverse().map(wrap).reverse();
    places = found.map(range);
    CSS.highlights.set("found", new Highlight(...places));
  }

  function erase() {
    if (native) ["found", "found-now"].forEach(function (name) { CSS.highlights.delete(name); });
    else places.flat().forEach(function (mark) {
      var parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent.normalize();
    });
    places = [];
    if (bar) bar.remove();
    bar = null;
  }

  function show(number) {
    var count = places.length;
    at = (number + count) % count;
    if (native) CSS.highlights.set("found-now", Object.assign(new Highlight(places[at]), { priority: 1 }));
    else places.forEach(function (marks, number) { marks.forEach(function (mark) { mark.classList.toggle("found-now", number === at); }); });
    var place = native ? places[at] : places[at][0], element = native ? place.startContainer.parentElement : place;
    for (var closed = element.closest("details:not([open])"); closed; closed = closed.parentElement.closest("details:not([open])")) closed.open = true;
    element.scrollIntoView({ block: "center", inline: "nearest" });
    var box = place.getBoundingClientRect(), scroller = element.closest("pre, .table-scroll");
    if (scroller) scroller.scrollLeft += box.left - scroller.getBoundingClientRect().left - scroller.clientWidth / 2;
    scrollBy(0, box.top - innerHeight / 3);
    said.textContent = words.at.replace("%at%", at + 1).replace("%n%", count);
  }

  function button(text, act) {
    var made = casebook.make("button", "", text);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  function build() {
    bar = casebook.make("div", "found-bar");
    bar.setAttribute("role", "region");
    bar.setAttribute("aria-label", words.places);
    said = casebook.make("span");
    said.setAttribute("role", "status");
    bar.append(said, button(words.before, function () { show(at - 1); }), button(words.after, function () { show(at + 1); }), button(words.clear, clear));
    bar.addEventListener("keydown", function (event) { if (event.key === "Escape") clear(); });
    document.body.append(bar);
  }

  function clear() {
    erase();
    history.replaceState(null, "", location.pathname + location.search);
    document.getElementById("main").focus({ preventScroll: true });
  }

  // Marks what the address asks for. The table of Traditional characters comes with the manifest; without it, the rest is found.
  casebook.showMarks = async function () {
    var root = document.querySelector("article.record") || document.getElementById("main");
    await new casebook.Store(document.body.dataset.root).open().catch(function () { /* as it is */ });
    var text = asked(), query = casebook.parse(text), wanted = query.words.concat(query.literals);
    erase();
    var found = find(root, wanted);
    if (!found.length) found = find(root, wanted.flatMap(casebook.pieces));
    if (!found.length) return;
    draw(found);
    build();
    bar.dataset.asked = text;
    show(0);
  };
})();
