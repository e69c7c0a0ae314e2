/** Time to draw each image: node --conditions=@cellboard/source tools/demo-data/bench/render.bench.ts */
import { demoImages } from '../src/demo-images.ts';

const images = demoImages();
for (const kind of new Set(images.map((image) => image.kind))) {
  const times = images
    .filter((image) => image.kind === kind)
    .map((image) => {
      const before = process.cpuUsage();
      image.render();
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    })
    .sort((a, b) => a - b);
  const total = times.reduce((sum, time) => sum + time, 0);
  const figures = `median ${times[times.length >> 1]!.toFixed(0)} ms, most ${times.at(-1)!.toFixed(0)} ms`;
  console.log(`${kind.padEnd(15)} ${figures}, all ${(total / 1000).toFixed(2)} s of processor time`);
}
