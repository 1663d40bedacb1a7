// Tells whether the page may still be relied on, by the clock of the server that serves it and not by the reader's.
(() => {
  const every = 10_000;
  const silence = 50_000;
  const box = document.getElementById('freshness');
  const root = document.documentElement;
  let heard = performance.now();

  function show(fresh) {
    root.dataset.fresh = fresh ? 'yes' : 'no';
    document.getElementById('stale').hidden = fresh;
  }

  async function look() {
    try {
      const answer = await fetch(box.dataset.json, { cache: 'no-store' });
      const served = Date.parse(answer.headers.get('Date')) + 1000 * Number(answer.headers.get('Age') ?? 0);
      if (!answer.ok || Number.isNaN(served)) throw new Error('no answer');
      const status = await answer.json();
      heard = performance.now();
      show(served <= Date.parse(status.validUntil));
      const asOf = document.getElementById('as-of');
      asOf.dateTime = status.generatedAt;
      asOf.textContent = status.asOf[root.lang];
      document.getElementById('newer').hidden = status.revision === box.dataset.revision;
    } catch {
      if (performance.now() - heard > silence) show(false);
    }
  }

  if (location.protocol.startsWith('http')) {
    look();
    setInterval(look, every);
  }
})();
