import { type FormEvent, useId, useState } from 'react';
import { Brand } from '../design/brand.js';
import { LanguageSwitch, ThemeSwitch } from '../design/switches.js';
import { enter, type Refusal, useConsole } from './console.js';
import { credentialFrom } from './credential.js';
import type { ConsoleWords } from './words/english.js';
import { useConsoleWords } from './words/use-words.js';

export function SignInPage() {
  const words = useConsoleWords();
  const field = useId();
  const refusal = useConsole(state => state.refusal);
  const entering = useConsole(state => state.phase === 'entering');
  const [offered, setOffered] = useState('');
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(offered.trim() === '');
    if (offered.trim() !== '') enter(credentialFrom(offered));
  };
  const trouble = missing ? words.signIn.missing : refusal && said(refusal, words);
  return (
    <div className="door">
      <header className="console-bar">
        <Brand />
        <span className="bar-title">{words.title}</span>
        <span className="bar-end">
          <LanguageSwitch />
          <ThemeSwitch />
        </span>
      </header>
      <main className="door-main">
        <form className="card door-card" onSubmit={submit} noValidate>
          <h1>{words.signIn.heading}</h1>
          <p className="lead">{words.signIn.lead}</p>
          <label htmlFor={field}>{words.signIn.label}</label>
          <input
            id={field}
            className="field"
            type="password"
            autoComplete="current-password"
            value={offered}
            aria-invalid={Boolean(trouble)}
            aria-describedby={`${field}-trouble ${field}-hint`}
            data-testid="credential"
            onChange={event => setOffered(event.target.value)}
          />
          <p id={`${field}-trouble`} className="trouble" role="alert" data-testid="refusal">
            {trouble}
          </p>
          <button className="button" type="submit" data-testid="enter">
            {entering && !refusal ? words.signIn.entering : words.signIn.enter}
          </button>
          <p id={`${field}-hint`} className="note">
            {words.signIn.hint}
          </p>
        </form>
      </main>
    </div>
  );
}

function said({ code, message }: Refusal, words: ConsoleWords): string {
  const refusals: Readonly<Record<string, string>> = words.refusals;
  return refusals[code] ?? message;
}
