import { useId, useRef, useState } from 'react';
import { useConsoleWords } from './words/use-words.js';

interface ConfirmButtonProps {
  readonly label: string;
  readonly question: string;
  readonly consequence: string;
  readonly act: () => Promise<void>;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly testId: string;
}

/** A button that says what will happen, and does it when told so a second time. */
export function ConfirmButton(props: ConfirmButtonProps) {
  const { label, question, consequence, act, danger, disabled, testId } = props;
  const words = useConsoleWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const [busy, setBusy] = useState(false);
  const title = useId();
  const confirmed = async () => {
    setBusy(true);
    try {
      await act();
    } finally {
      setBusy(false);
      dialog.current?.close();
    }
  };
  return (
    <>
      <button
        type="button"
        className="button quiet"
        data-danger={danger || undefined}
        data-testid={testId}
        disabled={disabled}
        onClick={() => dialog.current?.showModal()}
      >
        {label}
      </button>
      <dialog ref={dialog} className="dialog" aria-labelledby={title}>
        <h2 id={title}>{question}</h2>
        <p>{consequence}</p>
        <div className="dialog-buttons">
          <button type="button" className="button quiet" onClick={() => dialog.current?.close()}>
            {words.cancel}
          </button>
          <button
            type="button"
            className="button"
            data-danger={danger || undefined}
            data-testid={`${testId}-confirm`}
            disabled={busy}
            onClick={confirmed}
          >
            {label}
          </button>
        </div>
      </dialog>
    </>
  );
}
