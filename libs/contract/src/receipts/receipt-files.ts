/** Where receipts and their keys are. */
export const receiptFiles = {
  receipt: ({
    task,
    dataset,
    model,
    candidate,
  }: Readonly<Record<'task' | 'dataset' | 'model' | 'candidate', string>>) =>
    `/api/v1/receipts/${task}/${dataset}/${model}/${candidate}.json`,
  keys: '/api/v1/receipts/keys.json',
};
