/*
 * Models compared: one picture and one model at a time, and what other thresholds would do. The figures of every threshold stand in the page;
 * nothing is fetched. Without scripts all pictures and all models stand below each other, and only the slider lacks.
 */
const data = JSON.parse(document.getElementById('comparison-data').textContent);
const section = document.getElementById('comparison');
const figures = data.axes.map((_, a) => document.getElementById(`comparison-${a}`));
const panels = data.candidates.map(c => document.getElementById(c.anchor));
const Z = 1.959963984540054;
let axis = 0;
let chosen = 0;

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function choice(name, options, changed) {
  const label = element('label', name + ' ');
  const select = element('select');
  options.forEach((option, i) => select.append(element('option', option, { value: i })));
  select.addEventListener('change', () => changed(Number(select.value)));
  label.append(select);
  return { label, select };
}

const fixed = value => (value === null || Number.isNaN(value) ? 'undefined' : value.toFixed(3));

/* Wilson's interval of a rate, as Java has it. */
export function wilson(hits, n) {
  if (n === 0) return null;
  const p = hits / n;
  const z2 = Z * Z;
  const centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const half = Z * Math.sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n);
  return [p, Math.max(0, centre - half), Math.min(1, centre + half)];
}

function sentence(rate) {
  return rate === null ? 'undefined' : `${fixed(rate[0])} [${fixed(rate[1])}, ${fixed(rate[2])}]`;
}

/* The grid's threshold next to one. */
function nearest(thresholds, value) {
  let best = 0;
  thresholds.forEach((t, i) => { if (Math.abs(t - value) < Math.abs(thresholds[best] - value)) best = i; });
  return best;
}

class Slider {
  constructor(candidate, panel) {
    this.candidate = candidate;
    const { thresholds } = candidate.sweep;
    this.start = nearest(thresholds, candidate.threshold ?? 0.5);
    const own = candidate.threshold === undefined;
    const label = element('label', own ? 'One threshold for all, instead of its own rule ' : 'Threshold ');
    this.input = element('input', undefined, { type: 'range', min: 0, max: thresholds.length - 1, step: 1, value: this.start });
    this.told = element('p', '', { class: 'verdict', 'aria-live': 'polite' });
    this.table = element('div', undefined, { class: 'scroll', tabindex: 0 });
    label.append(this.input);
    const back = element('button', 'Back', { type: 'button' });
    back.addEventListener('click', () => { this.input.value = this.start; this.moved(); });
    const controls = element('div', undefined, { class: 'controls' });
    controls.append(label, back);
    const box = element('div', undefined, { class: 'slider' });
    box.append(controls, this.told, this.table);
    panel.querySelector('h4').after(box);
    this.input.addEventListener('input', () => this.moved());
  }

  get at() { return Number(this.input.value); }

  figures() {
    const { feature, disparity } = data.axes[axis];
    const gaps = this.candidate.sweep.features[feature]?.disparities[disparity];
    const { performance } = this.candidate.sweep;
    return performance && gaps ? { performance, gaps } : null;
  }

  moved() {
    const { sweep, groups } = this.candidate;
    const t = this.at;
    const { feature, title } = data.axes[axis];
    const found = this.figures();
    this.input.setAttribute('aria-valuetext', fixed(sweep.thresholds[t]));
    this.told.textContent = `Positive from ${fixed(sweep.thresholds[t])} on`
      + (found ? `: ${data.performance} ${fixed(found.performance[t])}, ${title} ${fixed(found.gaps[t])}.` : '.');
    const table = element('table');
    table.append(element('caption', `By ${feature}, with the threshold chosen; 95 % Wilson intervals`));
    const head = element('tr');
    for (const name of ['Group', 'n', 'Selection rate', 'True positive rate', 'False positive rate'])
      head.append(element('th', name, { scope: 'col' }));
    const top = element('thead');
    top.append(head);
    const body = element('tbody');
    for (const [name, counts] of Object.entries(sweep.features[feature].groups)) {
      const [n, positives] = groups[feature][name];
      const right = counts.true_positives[t];
      const wrong = counts.false_positives[t];
      const line = element('tr');
      const header = element('th', undefined, { scope: 'row' });
      header.append(element('bdi', name));
      line.append(header, element('td', String(n)));
      for (const rate of [wilson(right + wrong, n), wilson(right, positives), wilson(wrong, n - positives)])
        line.append(element('td', sentence(rate)));
      body.append(line);
    }
    table.append(top, body);
    this.table.replaceChildren(table);
    this.draw(found);
  }

  /* The way of the model through all thresholds, and where the chosen one puts it. */
  draw(found) {
    const svg = figures[axis].querySelector('svg');
    svg.querySelectorAll('.way').forEach(old => old.remove());
    if (!found) return;
    const scale = name => {
      const [min, max, from, to] = svg.dataset[name].split(' ').map(Number);
      return value => from + (Math.min(max, Math.max(min, value)) - min) / (max - min) * (to - from);
    };
    const [x, y] = [scale('x'), scale('y')];
    const points = found.gaps.map((gap, t) => (gap === null || found.performance[t] === null ? null : `${x(gap)} ${y(found.performance[t])}`));
    const shape = (name, attributes) => {
      const made = document.createElementNS(svg.namespaceURI, name);
      for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
      return made;
    };
    const d = points.filter(p => p !== null).map((p, i) => (i === 0 ? 'M' : 'L') + p).join('');
    const first = svg.querySelector('a');
    svg.insertBefore(shape('path', { d, class: 'way' }), first);
    const here = points[this.at];
    if (here === null) return;
    const [px, py] = here.split(' ');
    svg.append(shape('circle', { cx: px, cy: py, r: 10, class: 'way chosen' }));
  }
}

const sliders = data.candidates.map((c, i) => (c.sweep ? new Slider(c, panels[i]) : null));

function show() {
  figures.forEach((figure, a) => { figure.hidden = a !== axis; });
  panels.forEach((panel, i) => { panel.hidden = i !== chosen; });
  figures[axis].querySelectorAll('svg a').forEach(link => {
    if (link.getAttribute('href') === '#' + data.candidates[chosen].anchor) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  });
  figures[axis].querySelectorAll('.way').forEach(old => old.remove());
  models.select.value = chosen;
  sliders[chosen]?.moved();
}

const pictures = choice('Picture', data.axes.map(a => a.title), at => { axis = at; show(); });
const models = choice('Model', data.candidates.map((c, i) => `${i + 1} ${c.name}`), at => { chosen = at; show(); });
const controls = document.getElementById('comparison-controls');
controls.append(pictures.label, models.label);
controls.hidden = false;
section.addEventListener('click', event => {
  const link = event.target.closest('svg a');
  const at = link ? data.candidates.findIndex(c => '#' + c.anchor === link.getAttribute('href')) : -1;
  if (at < 0) return;
  event.preventDefault();
  chosen = at;
  show();
});
addEventListener('beforeprint', () => { for (const part of [...figures, ...panels]) part.hidden = false; });
addEventListener('afterprint', show);
show();
/* For the test that compares with Java. */
section.sweepOf = name => data.candidates.find(c => c.name === name).sweep;
