// A loop of the old style: one global object, jQuery, and the browser's clock as the first timestamp.
// It stands for the pages that were written for the PHP script, and must keep working against the gateway as it is:
// neither it nor the requests it sends may be modernised.
var Comet = {
  sleepTime: 1000,
  baseurl: 'comet.php',
  subscriptions: {},

  init: function (baseurl) {
    this.baseurl = baseurl;
    return this;
  },

  subscribe: function (id, callback) {
    this.subscriptions[id] = { timestamp: Math.round(Date.now() / 1000), callback: callback };
    return this;
  },

  publish: function (id) {
    $.getJSON(this.baseurl + '?publish=' + id);
    return this;
  },

  run: function () {
    $.getJSON(this.address(), function (answer) {
      if (answer.s !== 1) {
        Comet.run();
        return;
      }
      Comet.take(answer.k);
      setTimeout(function () { Comet.run(); }, Comet.sleepTime);
    });
  },

  // The ampersand leads, names go in as they are, and the number at the end has no name: it only defeats caches.
  address: function () {
    var url = this.baseurl + '?';
    for (var id in this.subscriptions) {
      url += '&subscribed[' + id + ']=' + this.subscriptions[id].timestamp;
    }
    return url + '&' + Date.now();
  },

  take: function (changes) {
    for (var id in changes) {
      this.subscriptions[id].timestamp = changes[id];
      this.subscriptions[id].callback(changes);
    }
  }
};
