// A site that `casebook serve` shows is searched by the server. Snippets come as escaped HTML; only text and <mark> are taken of it.
(function (global) {
  "use strict";
  var casebook = global.casebook;

  function parts(html) {
    var all = [];
    new DOMParser().parseFromString(html || "", "text/html").body.childNodes.forEach(function (node) {
      all.push({ text: node.textContent, mark: node.nodeName === "MARK" });
    });
    return all;
  }

  function Served(url) { this.url = url; this.limit = 0; }

  Served.prototype.more = async function (count) {
    this.limit = count ? this.limit + count : 0;
    var answer = await fetch(this.url + "&facets=&limit=" + this.limit);
    if (!answer.ok) throw new Error(String(answer.status));
    var found = await answer.json();
    this.facets = found.facets || {};
    this.hits = found.hits.map(function (hit) {
      var kind = (found.facets ? found.facets.kind : []).filter(function (row) { return row.id === hit.kind; })[0];
      return { id: hit.id, url: hit.url, kinds: kind ? kind.names : [], systems: [], labels: [], date: null, asked: found.read_as || found.query, title: [{ text: hit.title, mark: false }], snippet: parts(hit.snippet) };
    });
    this.total = found.total;
    this.part = Boolean(found.fallback);
    this.as = found.read_as;
    this.suggestions = found.suggestions || [];
    this.splits = true;
    this.certain = true;
    this.done = this.hits.length >= found.total;
    return this;
  };

  Served.prototype.facet = async function (scope) {
    return (this.facets[scope] || []).map(function (row) { return { names: [row.id].concat(row.names), count: row.count }; });
  };

  Served.prototype.settle = async function () { return false; };

  casebook.ask = function (api, text, filters, limit, any) {
    var params = new URLSearchParams([["q", text]].concat(any ? [["any", 1]] : [], filters.map(function (filter) { return [filter.scope, filter.value]; })));
    if (location.protocol === "file:") return Promise.reject(new Error(api));
    return text.trim() || filters.length ? new Served(api + "?" + params).more(limit) : Promise.resolve(null);
  };
})(globalThis);
