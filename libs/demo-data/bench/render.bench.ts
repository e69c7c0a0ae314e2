/** Time to draw each image: node --conditions=@cellboard/source libs/demo-data/bench/render.bench.ts */
import { demoDatasets } from '../src/demo-datasets.ts';

for (const { slug, images } of demoDatasets) {
  const times = images
    .map((image) => {
      const before = process.cpuUsage();
      image.render();
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    })
    .sort((a, b) => a - b);
  const total = times.reduce((sum, time) => sum + time, 0);
  const figures = `median ${times[times.length >> 1]!.toFixed(0)} ms, most ${times.at(-1)!.toFixed(0)} ms`;
  console.log(`${slug.padEnd(20)} ${figures}, all ${(total / 1000).toFixed(2)} s of processor time`);
}
