// Draws every element with data-chart='{"kind":"bars|lines|area|donut","labels":[…],"series":[{"name":…,"values":[…],"tone":"primary|accent|muted"}],"money":true}'.
import { BarChart, LineChart, PieChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, LineChart, PieChart, AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

// A chart needs plain rgb; the theme speaks oklch, so the browser is asked to translate.
function colour(name) {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  canvas.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  canvas.fillRect(0, 0, 1, 1);
  const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
  return `rgb(${red}, ${green}, ${blue})`;
}

function tones() {
  return { primary: colour('--color-primary'), accent: colour('--color-accent'), muted: colour('--color-base-300'), info: colour('--color-info'), warning: colour('--color-warning'), ink: colour('--color-base-content'), paper: colour('--color-base-100') };
}

function shown(spec, digits = 2) {
  const money = { style: 'currency', currency: spec.currency ?? 'CNY', maximumFractionDigits: digits, minimumFractionDigits: 0 };
  return (value) => (spec.money ? (value / 100).toLocaleString(document.documentElement.lang, money) : Number(value).toLocaleString(document.documentElement.lang));
}

function round(spec, palette) {
  const values = spec.series[0]?.values ?? [];
  return {
    color: [palette.primary, palette.accent, palette.info, palette.muted, palette.warning],
    tooltip: { trigger: 'item', valueFormatter: shown(spec) },
    legend: { bottom: 0, textStyle: { color: palette.ink } },
    series: [{ type: 'pie', radius: ['52%', '76%'], center: ['50%', '44%'], label: { show: false }, itemStyle: { borderColor: palette.paper, borderWidth: 2 }, data: spec.labels.map((name, at) => ({ name, value: values[at] })) }],
  };
}

function straight(spec, palette) {
  return {
    grid: { left: 8, right: 12, top: 16, bottom: spec.series.length > 1 ? 36 : 8, containLabel: true },
    tooltip: { trigger: 'axis', valueFormatter: shown(spec) },
    legend: spec.series.length > 1 ? { bottom: 0, textStyle: { color: palette.ink } } : undefined,
    xAxis: { type: 'category', data: spec.labels, axisTick: { show: false }, axisLine: { lineStyle: { color: palette.muted } }, axisLabel: { color: palette.ink } },
    yAxis: { type: 'value', minInterval: 1, axisLabel: { color: palette.ink, formatter: shown(spec, 0) }, splitLine: { lineStyle: { color: palette.muted, opacity: 0.6 } } },
    series: spec.series.map((one, at) => {
      const tone = palette[one.tone] ?? [palette.primary, palette.accent, palette.info, palette.muted][at % 4];
      const bars = (one.kind ?? spec.kind) === 'bars';
      return { name: one.name, type: bars ? 'bar' : 'line', data: one.values, color: tone, smooth: !bars, smoothMonotone: bars ? undefined : 'x', showSymbol: false, barMaxWidth: 28, itemStyle: bars ? { borderRadius: [6, 6, 0, 0] } : undefined, areaStyle: spec.kind === 'area' ? { opacity: 0.12 } : undefined };
    }),
  };
}

function draw(element) {
  if (element.dataset.drawn) return;
  element.dataset.drawn = 'yes';
  const spec = JSON.parse(element.dataset.chart);
  const place = document.createElement('div');
  place.className = 'h-full w-full';
  // The table stays for those who do not see the drawing.
  for (const child of element.children) child.className = 'sr-only';
  element.removeAttribute('role');
  place.setAttribute('aria-hidden', 'true');
  element.append(place);
  const chart = init(place, undefined, { renderer: 'svg' });
  const option = () => (spec.kind === 'donut' ? round(spec, tones()) : straight(spec, tones()));
  chart.setOption(option());
  new ResizeObserver(() => chart.resize()).observe(element);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => chart.setOption(option(), true));
}

function drawAll(root) {
  for (const element of root.querySelectorAll('[data-chart]')) draw(element);
}
drawAll(document);
document.addEventListener('htmx:load', (event) => drawAll(event.detail.elt));
