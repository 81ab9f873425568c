import { attribute, name } from '../../python/nodes/name.js'
import { call } from '../../python/nodes/call.js'
import { python } from '../../python/nodes/quotation.js'
import type { Statement } from '../../python/nodes/statement.js'
import { own, someStep, type Backend } from '../backend.js'
import { settingWith, type BackendSetting } from './settings.js'

/** Whether any operation sends mail. */
export function sendsMail(backend: Backend): boolean {
  return someStep(backend, ({ kind }) => kind === 'mail')
}

/** Statements of the module that sends mail: by SMTP where a host is set, else to the terminal. */
export function mailModule(backend: Backend): readonly Statement[] {
  const setting = (role: BackendSetting['role']) =>
    attribute(name('settings'), settingWith(backend, role)?.attribute ?? role)
  const settings = call(own(backend, 'settings', 'get_settings'))
  return [
    python`
      import logging
      import smtplib
      import ssl
      from email.message import EmailMessage
      from typing import Annotated, Protocol
      from fastapi import Depends

      logger = logging.getLogger(__name__)


      class Mailer(Protocol):
          """A way to send mail."""

          def send(self, address: str, subject: str, text: str) -> None:
              """Send a text to an address; a failure is logged, and told to nobody else."""
              ...


      class ConsoleMailer:
          """Mail on the terminal, for development: nothing is sent."""

          def send(self, address: str, subject: str, text: str) -> None:
              """Print what would be sent."""
              print(f"To: {address}\\nSubject: {subject}\\n\\n{text}\\n")


      class SmtpMailer:
          """Mail by SMTP, encrypted as soon as the server is reached."""

          def send(self, address: str, subject: str, text: str) -> None:
              """Hand a message to the server."""
              settings = ${settings}
              message = EmailMessage()
              try:
                  message["From"] = ${setting('mail-from')}
                  message["To"] = address
                  message["Subject"] = subject
                  message.set_content(text)
                  with smtplib.SMTP(${setting('mail-host')}, ${setting('mail-port')}, timeout=10) as server:
                      server.starttls(context=ssl.create_default_context())
                      if ${setting('mail-user')}:
                          server.login(
                              ${setting('mail-user')}, ${setting('mail-password')}.get_secret_value()
                          )
                      server.send_message(message)
              except (OSError, ValueError, smtplib.SMTPException) as error:
                  logger.error("mail was not sent: %s", type(error).__name__)


      def get_mailer() -> Mailer:
          """Return the way to send mail that the settings ask for."""
          return SmtpMailer() if ${attribute(settings, settingWith(backend, 'mail-host')?.attribute ?? 'smtp_host')} else ConsoleMailer()


      MailerDep = Annotated[Mailer, Depends(get_mailer)]
    `,
  ]
}
