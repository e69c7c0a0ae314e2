import type { Receipt } from '@cellboard/contract';
import { Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { exitCode, exitCodeHelp } from '../exit-code.ts';
import { print } from '../terminal.ts';
import { checkReceipt, type Checked, type TextFile } from './check-receipt.ts';

interface VerifyReceiptFlags {
  readonly keys: string;
  readonly json?: true;
}

/** `cellboard verify-receipt`: checks what a site has signed, without a network. */
export function verifyReceiptCommand(): Command {
  return new Command('verify-receipt')
    .summary('Check the signature of a receipt of a result')
    .description(
      'Checks that a receipt was signed by the site that it names and has not changed since: its scores, the hashes of ' +
        'the predictions and truths, and the versions. Needs no server; save the keys of the site once, from ' +
        '/api/v1/receipts/keys.json.',
    )
    .argument('<receipt>', 'file of the receipt')
    .requiredOption('--keys <file>', 'file with the public keys of the site')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', exitCodeHelp)
    .action(async (path: string, { keys, json }: VerifyReceiptFlags) => {
      const checked = checkReceipt(await textOf(path), await textOf(keys));
      print(json ? JSON.stringify(checked) : linesOf(path, checked).join('\n'));
      process.exitCode = checked.isGenuine ? exitCode.done : exitCode.someFailed;
    });
}

async function textOf(path: string): Promise<TextFile> {
  return { path, text: await readFile(path, 'utf8') };
}

function linesOf(path: string, checked: Checked): string[] {
  if (!checked.isGenuine) return [`${path} is not genuine: ${checked.reason}.`];
  const { receipt, key } = checked;
  return [
    `${path} is genuine: signed by the key ${key} of ${receipt.site}.`,
    ...factsOf(receipt).map((fact) => `  ${fact}`),
  ];
}

function factsOf(receipt: Receipt): string[] {
  const { task, model, candidate, dataset, datasetVersion, submission, evaluation, evaluatedAt, software } = receipt;
  const means = receipt.scores.filter(({ aggregation }) => aggregation === 'mean');
  return [
    `result       ${model}/${candidate} on ${dataset} version ${datasetVersion}, task ${task}`,
    `submission   ${submission}, evaluation ${evaluation}`,
    `evaluated    ${evaluatedAt} by ${software}`,
    `images       ${receipt.images}, ${receipt.missing} without a prediction`,
    `predictions  ${receipt.predictionsSha256}`,
    `truths       ${receipt.truthSha256}`,
    `scores       ${means.length} metrics as means over images; --json prints them all`,
  ];
}
