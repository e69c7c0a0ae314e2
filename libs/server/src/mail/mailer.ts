/** A message in plain text. */
export interface Message {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Sends messages to people; inject it by this class. */
export abstract class Mailer {
  /** Hands a message over to the mail server, or writes it to a file. */
  abstract send(message: Message): Promise<void>;
}
