import { demoDatasets } from './demo-datasets.ts';
import { writeDemo } from './write-demo.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Name the folder to write to: node --conditions=@cellboard/source libs/demo-data/src/main.ts FOLDER');
  process.exitCode = 2;
} else {
  await writeDemo(demoDatasets, folder, (name) => {
    console.log(name);
  });
}
