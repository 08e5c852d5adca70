// What a reader would stumble over, as a list of sentences: an empty one for a page that is laid out well.
(() => {
  const faults = [];
  const width = document.documentElement.clientWidth;
  const say = (what, e) => faults.push(`${what}: <${e.tagName} ${e.getAttribute('class') || ''}> ${(e.textContent || '').trim().slice(0, 60)}`);
  const seen = e => e.checkVisibility({ checkVisibilityCSS: true, contentVisibilityAuto: true });

  if (document.scrollingElement.scrollWidth > width) faults.push(`the page scrolls sideways: ${document.scrollingElement.scrollWidth} of ${width}`);
  for (const e of document.body.querySelectorAll('*')) {
    if (!seen(e) || e.closest('svg') || e.parentElement.closest('.scroll, .chart') || getComputedStyle(e).clipPath !== 'none') continue;
    const box = e.getBoundingClientRect();
    if (box.width > 0 && (box.right > width + 1 || box.left < -1)) say('beyond the edge', e);
  }
  for (const svg of document.querySelectorAll('svg[role=img]')) {
    if (!seen(svg)) continue;
    const frame = svg.getBoundingClientRect();
    const scale = frame.width / svg.viewBox.baseVal.width;
    if (frame.height > 900) say('taller than a screen', svg);
    const texts = [...svg.querySelectorAll('text')].map(e => ({ e, box: e.getBoundingClientRect() }));
    texts.forEach(({ e, box }, i) => {
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1) say('cut by its drawing', e);
      if (parseFloat(getComputedStyle(e).fontSize) * scale < 9) say('too small to read', e);
      for (const other of texts.slice(i + 1)) {
        if (e.hasAttribute('transform') || other.e.hasAttribute('transform')) continue;
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        if (across > 1 && down > 4) say(`lies upon "${other.e.textContent.slice(0, 30)}"`, e);
      }
    });
  }
  return faults;
})()
