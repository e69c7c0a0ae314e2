import { Migration } from '@mikro-orm/migrations';

/** Links that confirm another e-mail address of an account. */
export class Addresses extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `alter table mailed_token drop constraint mailed_token_purpose_check, drop constraint mailed_token_email_check, drop constraint mailed_token_developer_check`,
  `alter table mailed_token
    add constraint mailed_token_purpose_check check (purpose in ('register', 'first-admin', 'reset', 'email')),
    add constraint mailed_token_email_check check ((email is not null) = (purpose in ('register', 'email'))),
    add constraint mailed_token_developer_check check ((developer_id is not null) = (purpose in ('reset', 'email')))`,
];
