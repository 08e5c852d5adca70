/*
 * What if: scores the report's additive model, or its trees, in the page, as Java does, and shows what a change of a value changes.
 * The model stands in the page as JSON; nothing is fetched. Without scripts the page lacks this panel only.
 */

/* Numbers are eight bytes each, big-endian, in the URL-safe base64 alphabet: short and exact. */
export function decode(text) {
  const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const view = new DataView(new ArrayBuffer(bytes.length));
  for (let i = 0; i < bytes.length; i++) view.setUint8(i, bytes.charCodeAt(i));
  return Float64Array.from({ length: bytes.length / 8 }, (_, i) => view.getFloat64(8 * i));
}

export function read(json) {
  for (const term of json.terms) if (term.scores) term.scores = decode(term.scores);
  if (json.trees) {
    json.trees.threshold = decode(json.trees.threshold);
    json.trees.values = decode(json.trees.values);
  }
  return json;
}

/* Bin 0 is missing, the last is unseen; a value equal to a cut is at its right. */
export function binOf(bins, value) {
  if (Number.isNaN(value)) return 0;
  if (bins.levels) return value < 0 || value >= bins.levels.length ? bins.count - 1 : bins.levels[value];
  let low = 0;
  let high = bins.cuts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (bins.cuts[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}

/* Per term, what it adds to each output. A row has a number per input, a level's index for a category, NaN for missing. */
export function contributions(model, row) {
  const outputs = model.outputs.length;
  return model.terms.map(term => {
    if (term.slope) return term.slope.map((slope, k) => linear(term, slope, k, row[term.inputs[0]]));
    let cell = 0;
    term.inputs.forEach((input, d) => { cell = cell * term.bins[d].count + binOf(term.bins[d], row[input]); });
    return Array.from({ length: outputs }, (_, k) => term.scores[cell * outputs + k]);
  });
}

/* A slope of 0 adds nothing, even to an infinite value. */
function linear(term, slope, output, value) {
  if (Number.isNaN(value)) return term.missing[output];
  return slope === 0 ? 0 : slope * (value - term.centre);
}

/* What LightGBM takes for zero. */
const NEXT_TO_ZERO = Math.fround(1e-35);

function goesLeft(trees, node, value) {
  const levels = trees.sets[node];
  if (Number.isNaN(value)) return trees.missingLeft[node] === '1';
  if (levels !== undefined) return levels[value] === '1';
  if (countsAsMissing(trees, node, value)) return trees.missingLeft[node] === '1';
  const x = trees.single ? Math.fround(value) : value;
  return trees.orEqual ? x <= trees.threshold[node] : x < trees.threshold[node];
}

function countsAsMissing(trees, node, number) {
  return trees.zeroMissing[node] === '1' && Math.abs(number) <= NEXT_TO_ZERO;
}

/* The nodes of a tree that a row goes through, down to its leaf. */
function walk(trees, root, row) {
  const nodes = [root];
  for (let node = root; trees.feature[node] >= 0; nodes.push(node)) {
    node = goesLeft(trees, node, row[trees.feature[node]]) ? trees.left[node] : trees.right[node];
  }
  return nodes;
}

/* Leaves are added in the order of trees, then the base is. */
function grown(model, row) {
  const { trees, intercept } = model;
  const sums = intercept.map(() => 0);
  trees.roots.forEach((root, t) => {
    const at = walk(trees, root, row).at(-1) * trees.width;
    if (trees.output[t] >= 0) sums[trees.output[t]] += trees.values[at];
    else sums.forEach((_, k) => { sums[k] += trees.values[at + k]; });
  });
  const mean = trees.averaged && trees.roots.length > 0 ? trees.roots.length : 1;
  return sums.map((sum, k) => intercept[k] + sum / mean);
}

/* Terms are added in their order, from the intercept on: the order decides the last digits. */
export function predict(model, row) {
  if (model.trees) return invert(model.link, grown(model, row));
  const scores = model.intercept.slice();
  for (const added of contributions(model, row)) added.forEach((value, k) => { scores[k] += value; });
  return invert(model.link, scores);
}

function invert(link, scores) {
  if (link === 'logit') return scores.map(s => 1 / (1 + Math.exp(-s)));
  if (link === 'log') return scores.map(Math.exp);
  if (link !== 'softmax') return scores;
  const most = Math.max(...scores);
  const odds = scores.map(s => Math.exp(s - most));
  const total = odds.reduce((sum, o) => sum + o, 0);
  return odds.map(o => o / total);
}

const MOST_BARS = 12;
const NAMES = 168;
const MOST_LEVELS = 8;
const panel = document.getElementById('what-if');
const figure = panel.querySelector('figure');
const drawing = panel.querySelector('svg');

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function shape(name, attributes, text) {
  const made = document.createElementNS(drawing.namespaceURI, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

/* A name that is too long is cut, and stands whole in its title. */
function fit(label) {
  const whole = [...label.textContent];
  let shown = whole.length;
  while (shown > 1 && label.getComputedTextLength() > NAMES - 4) {
    shown -= Math.max(1, Math.floor(shown / 10));
    label.textContent = whole.slice(0, shown).join('') + '…';
  }
  if (shown < whole.length) label.append(shape('title', {}, whole.join('')));
}

function fixed(value) {
  const text = Math.abs(value) >= 1e6 ? value.toPrecision(6) : value.toFixed(3);
  return Number(text) === 0 ? text.replace('-', '') : text;
}

function signed(value) {
  return (value > 0 && Number(fixed(value)) !== 0 ? '+' : '') + fixed(value);
}

/* What the training rows had: the range, of a linear model the mean and the standard deviation; of trees what the measured rows had. */
function trained(input, trees) {
  if (input.min !== undefined && trees) return `the rows had ${input.min} to ${input.max}`;
  if (input.min !== undefined) return `trained on ${input.min} to ${input.max}`;
  if (input.deviation > 0) return `in training ${Number(input.mean.toPrecision(4))} ± ${Number(input.deviation.toPrecision(3))}`;
  return input.mean === undefined ? 'no values in training' : `in training always ${Number(input.mean.toPrecision(4))}`;
}

/* A question of a tree, as it was answered: the input's name, and what was found. */
function answer(model, node, value, left) {
  const { trees, inputs } = model;
  const input = inputs[trees.feature[node]];
  const line = element('li');
  line.append(element('bdi', input.name), ' ');
  if (Number.isNaN(value)) line.append('is missing');
  else if (trees.sets[node] !== undefined) line.append(...among(input.levels.filter((_, l) => trees.sets[node][l] === '1'), left));
  else if (countsAsMissing(trees, node, value)) line.append('is 0, which counts as missing');
  else if (trees.threshold[node] === Number.MAX_VALUE && left) line.append('is not missing');
  else line.append((left ? (trees.orEqual ? '≤ ' : '< ') : (trees.orEqual ? '> ' : '≥ ')) + short(trees, trees.threshold[node]));
  return line;
}

function among(levels, left) {
  if (levels.length === 0) return ['is not missing'];
  if (levels.length === 1) return [left ? '= ' : '≠ ', element('bdi', levels[0])];
  const shown = levels.slice(0, levels.length > MOST_LEVELS + 1 ? MOST_LEVELS : levels.length);
  const parts = [left ? 'in {' : 'not in {'];
  shown.forEach((level, i) => parts.push(i > 0 ? ', ' : '', element('bdi', level)));
  return [...parts, shown.length < levels.length ? ` and ${levels.length - shown.length} others}` : '}'];
}

/* A float threshold by the fewest digits that mean it. */
function short(trees, threshold) {
  if (!trees.single) return String(threshold);
  for (let digits = 1; digits < 9; digits++) {
    const fewer = Number(threshold.toPrecision(digits));
    if (Math.fround(fewer) === threshold) return String(fewer);
  }
  return String(Number(threshold.toPrecision(9)));
}

class Panel {
  constructor(model) {
    this.model = model;
    this.rows = [...model.rows, { name: 'Typical values', values: model.typical }];
    this.start = this.rows[0];
    this.output = 0;
    this.controls = model.inputs.map(input => this.control(input));
    this.results = element('div');
    this.summary = element('p', '', { class: 'verdict', 'aria-live': 'polite' });
    const choices = element('div', undefined, { class: 'controls' });
    choices.append(this.choice('Start from', this.rows.map(r => r.name), at => {
      this.start = this.rows[at];
      this.reset();
    }));
    this.ways = element('div', undefined, { class: 'grid2 long' });
    if (!drawing) figure.append(this.ways);
    if (model.outputs.length > 1 && drawing) {
      choices.append(this.choice('Contributions to', model.outputs, at => {
        this.output = at;
        this.update();
      }));
    }
    const back = element('button', 'Back to the start', { type: 'button' });
    back.addEventListener('click', () => this.reset());
    choices.append(back);
    const fields = element('div', undefined, { class: 'controls' });
    fields.append(...this.controls.map(c => c.field));
    figure.before(choices, fields, this.summary, this.results);
    figure.hidden = false;
    panel.querySelector('.off').hidden = true;
    this.reset();
  }

  choice(name, options, chosen) {
    const label = element('label', name + ' ');
    const select = element('select');
    options.forEach((option, i) => select.append(element('option', option, { value: i })));
    select.addEventListener('change', () => chosen(Number(select.value)));
    label.append(select);
    return label;
  }

  /* A field with what it reads and how it is set; an empty number is a missing one. */
  control(input) {
    const field = element('label');
    field.append(element('bdi', input.name));
    if (input.kind === 'number') {
      const box = element('input', undefined, { type: 'number', step: 'any', placeholder: 'missing' });
      const range = trained(input, this.model.trees);
      const hint = element('small', range);
      field.append(box, hint);
      box.addEventListener('input', () => this.update());
      return {
        field,
        value: () => box.valueAsNumber,
        set: text => { box.value = text ?? ''; },
        check: () => {
          const outside = box.valueAsNumber < input.min || box.valueAsNumber > input.max;
          hint.textContent = outside ? `outside! ${range}` : range;
          return outside;
        },
      };
    }
    const select = element('select');
    input.levels.forEach((level, i) => select.append(element('option', level, { value: i })));
    select.append(element('option', '(missing)', { value: 'missing' }), element('option', '(another value)', { value: -1 }));
    field.append(select);
    select.addEventListener('change', () => this.update());
    return {
      field,
      value: () => (select.value === 'missing' ? NaN : Number(select.value)),
      set: text => { select.value = text === null ? 'missing' : input.levels.indexOf(text); },
      check: () => false,
    };
  }

  reset() {
    this.controls.forEach((control, i) => control.set(this.start.values[i]));
    this.startRow = this.controls.map(c => c.value());
    this.update();
  }

  update() {
    const row = this.controls.map(c => c.value());
    const outside = this.controls.filter(c => c.check()).length;
    const now = predict(this.model, row);
    const before = predict(this.model, this.startRow);
    this.summary.textContent = this.sentence(now, before, row)
      + (outside > 0 ? ` A value is outside of what ${this.model.trees ? 'the rows had' : 'the model was trained on'}: nobody has checked such predictions.` : '');
    this.results.replaceChildren(this.table(now, before));
    if (drawing) this.draw(this.bars(row));
    else this.ways.replaceChildren(...this.asked(row));
  }

  sentence(now, before, row) {
    const { task, outputs, classes, threshold, target } = this.model;
    const moved = now.some((p, k) => p !== before[k]);
    const changed = row.some((value, j) => !Object.is(value, this.startRow[j]));
    const rest = moved ? '' : changed ? ' The changed values leave the prediction as it was.' : ' Nothing is changed yet.';
    if (task === 'regression') return `Predicted ${target}: ${fixed(now[0])} (start: ${fixed(before[0])}).${rest}`;
    if (task === 'binary') {
      const decided = p => (threshold === undefined ? '' : `, decided ${classes[p >= threshold ? 1 : 0]}`);
      return `Probability of ${outputs[0]}: ${fixed(now[0])}${decided(now[0])}`
        + ` (start: ${fixed(before[0])}${decided(before[0])}).${rest}`;
    }
    const best = scores => scores.indexOf(Math.max(...scores));
    return `Most probable: ${classes[best(now)]}, ${fixed(Math.max(...now))}`
      + ` (start: ${classes[best(before)]}, ${fixed(Math.max(...before))}).${rest}`;
  }

  table(now, before) {
    const table = element('table');
    table.append(element('caption', 'Prediction'));
    const head = element('tr');
    for (const name of ['Output', 'Now', 'Start', 'Change'])
      head.append(element('th', name, { scope: 'col', class: name === 'Output' ? '' : 'number' }));
    const body = element('tbody');
    this.model.outputs.forEach((name, k) => {
      const line = element('tr');
      line.append(element('th', name, { scope: 'row' }));
      for (const text of [fixed(now[k]), fixed(before[k]), signed(now[k] - before[k])])
        line.append(element('td', text, { class: 'number' }));
      body.append(line);
    });
    const top = element('thead');
    top.append(head);
    table.append(top, body);
    return table;
  }

  /* The way through a single tree, now and from the start; one list where all answers are the same. */
  asked(row) {
    const { trees } = this.model;
    const now = walk(trees, 0, row);
    const before = walk(trees, 0, this.startRow);
    const parted = now.findIndex((node, i) => node !== before[i]);
    const answers = (nodes, values) => nodes.slice(0, -1).map((node, i) => {
      const line = answer(this.model, node, values[trees.feature[node]], nodes[i + 1] === trees.left[node]);
      if (parted < 0 || i < parted - 1) return line;
      const bold = element('strong');
      bold.append(...line.childNodes);
      line.append(bold);
      return line;
    });
    const list = (name, lines) => {
      const part = element('div');
      const all = element('ol', undefined, { 'aria-label': name });
      all.append(...lines);
      part.append(element('strong', name), lines.length > 0 ? all : element('p', 'Nothing: every row gets the same prediction.'));
      return part;
    };
    const mine = answers(now, row);
    const first = answers(before, this.startRow);
    const same = parted < 0 && mine.every((line, i) => line.textContent === first[i].textContent);
    return same ? [list('Now and at the start', mine)] : [list('Now', mine), list('Start', first)];
  }

  /* Of each term what it adds now and at the start; of trees what each input adds, set beside itself at the start. */
  bars(row) {
    const k = this.output;
    if (!this.model.trees) {
      const now = contributions(this.model, row);
      const before = contributions(this.model, this.startRow);
      return this.model.terms.map((term, t) => ({ name: term.name, now: now[t][k], before: before[t][k] }));
    }
    const score = grown(this.model, row)[k];
    return this.model.inputs.map((input, j) => {
      const back = row.slice();
      back[j] = this.startRow[j];
      return { name: input.name, now: score - grown(this.model, back)[k], before: 0 };
    });
  }

  /* Bars of now, frames of the start: those that add or change most, then all others together. */
  draw(all) {
    const weight = bar => Math.max(Math.abs(bar.now), Math.abs(bar.before)) + Math.abs(bar.now - bar.before);
    all.sort((a, b) => weight(b) - weight(a));
    const bars = all.slice(0, MOST_BARS);
    const others = all.slice(MOST_BARS);
    if (others.length > 0 && !this.model.trees) {
      const sum = (key) => others.reduce((total, bar) => total + bar[key], 0);
      bars.push({ name: `${others.length} others, summed`, now: sum('now'), before: sum('before') });
    }
    const most = Math.max(1e-9, ...bars.flatMap(b => [Math.abs(b.now), Math.abs(b.before)]));
    const zero = 244;
    const place = value => zero + value / most * 72;
    const marks = [shape('line', { x1: zero, y1: 0, x2: zero, y2: bars.length * 24, class: 'zero' })];
    bars.forEach((bar, i) => {
      const y = i * 24;
      const name = shape('text', { x: NAMES, y: y + 16, 'text-anchor': 'end', class: 'label' }, bar.name);
      const box = (value, classes, inset) => shape('rect', {
        x: Math.min(zero, place(value)), width: Math.abs(place(value) - zero),
        y: y + inset, height: 24 - 2 * inset, class: classes,
      });
      const change = bar.now === bar.before || this.model.trees ? '' : ` (${signed(bar.now - bar.before)})`;
      marks.push(name, box(bar.now, bar.now < 0 ? 'negative' : 'positive', 6), box(bar.before, 'start', 3),
        shape('text', { x: 324, y: y + 16, class: 'tick' }, signed(bar.now) + change));
    });
    drawing.setAttribute('viewBox', `0 0 430 ${bars.length * 24 + 4}`);
    drawing.setAttribute('height', bars.length * 24 + 4);
    drawing.replaceChildren(...marks);
    for (const mark of marks) if (mark.classList.contains('label')) fit(mark);
  }
}

const model = read(JSON.parse(document.getElementById('what-if-model').textContent));
new Panel(model);
/* For whoever wants to score rows from the console, and for the test that compares with Java. */
panel.scoreRow = row => predict(model, row);
