import { useEffect, useRef, useState } from 'react';
import { ConfirmButton } from './confirm-button.js';
import { ask, disconnectPerson, latestEdge, useConsole } from './console.js';
import { useFormats } from './format.js';
import { EdgeRow } from './panels.js';
import { PersonName } from './person-name.js';
import type { PersonFile } from './wire.js';
import { useConsoleWords } from './words/use-words.js';

interface PersonFilePanelProps {
  readonly userId: string;
  readonly onClose: () => void;
}

/** Everything about one person, read again whenever an edge of theirs is told. */
export function PersonFilePanel({ userId, onClose }: PersonFilePanelProps) {
  const words = useConsoleWords();
  const { moment } = useFormats();
  const { file, toldAfter, trouble } = useFile(userId);
  const [outcome, setOutcome] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another person is another file
  useEffect(() => {
    setOutcome('');
    heading.current?.focus();
  }, [userId]);

  const disconnect = async () => {
    const answer = await disconnectPerson(userId);
    setOutcome(
      answer.success
        ? words.disconnected(answer.data.connectionsClosed)
        : words.failed(answer.error || words.unanswered),
    );
  };
  return (
    <section className="card file" data-testid="file" data-user={userId} aria-busy={!file}>
      <div className="card-head">
        <h2 ref={heading} tabIndex={-1}>
          {file ? <PersonName person={file.person} toldAfter={toldAfter} /> : trouble || '…'}
        </h2>
        <button type="button" className="button quiet" onClick={onClose} data-testid="file-close">
          {words.closeFile}
        </button>
      </div>
      {file && (
        <div className="file-columns">
          <div>
            <dl className="facts">
              <dt>{words.lastActive}</dt>
              <dd>{file.person.lastActiveAt ? moment(file.person.lastActiveAt) : words.never}</dd>
              <dt>{words.lastSeen}</dt>
              <dd>{file.person.lastSeen ? moment(file.person.lastSeen) : words.never}</dd>
              <dt>Id</dt>
              <dd>
                <code>{file.person.userId}</code>
              </dd>
            </dl>
            <Devices file={file} />
            <Viewers file={file} />
            <p className="action">
              <ConfirmButton
                danger
                testId="disconnect"
                label={words.disconnect}
                question={words.disconnectAsk(file.person.name)}
                consequence={words.disconnectWhat(file.devices.length)}
                disabled={file.devices.length === 0}
                act={disconnect}
              />
              <span className="note" role="status" data-testid="disconnect-outcome">
                {outcome || words.asOf(moment(file.at))}
              </span>
            </p>
          </div>
          <div>
            <Conversations file={file} />
          </div>
          <div>
            <h3>{words.history}</h3>
            {file.edges.length === 0 && <p className="note">{words.noHistory}</p>}
            <ol className="edges" data-testid="file-edges">
              {file.edges.map(edge => (
                <EdgeRow key={edge.number} edge={edge} />
              ))}
            </ol>
          </div>
        </div>
      )}
    </section>
  );
}

function Devices({ file }: { file: PersonFile }) {
  const words = useConsoleWords();
  const { moment } = useFormats();
  return (
    <>
      <h3>{words.devices(file.devices.length)}</h3>
      {file.devices.length === 0 && <p className="note">{words.noDevices}</p>}
      <ul className="rows" data-testid="devices">
        {file.devices.map(device => (
          <li key={device.id}>
            <strong>{device.software ?? words.unknownSoftware}</strong>
            <span className="note">
              {device.transport} · {device.address} · {words.since(moment(device.connectedSince))} ·{' '}
              {words.heardAt(moment(device.lastHeard))}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Conversations({ file }: { file: PersonFile }) {
  const words = useConsoleWords();
  const { whole } = useFormats();
  const others = file.conversationCount - file.conversations.length;
  return (
    <>
      <h3>{words.conversations(file.conversationCount)}</h3>
      {file.conversationCount === 0 && <p className="note">{words.noConversations}</p>}
      <ul className="rows">
        {file.conversations.map(each => (
          <li key={each.id}>
            <strong>{each.title ?? each.identifier}</strong>
            <span className="note">
              {each.type} · {words.members(whole(each.online), whole(each.members))}
              {each.isLarge && <span className="tag">{words.large}</span>}
            </span>
          </li>
        ))}
        {others > 0 && <li className="note">{words.andOthers(whole(others))}</li>}
      </ul>
    </>
  );
}

function Viewers({ file }: { file: PersonFile }) {
  const words = useConsoleWords();
  const { whole } = useFormats();
  const { count, people } = file.viewers;
  const others = count - people.length;
  const names = people.map(({ username, isAnonymous }) =>
    isAnonymous ? `${username} (${words.guest})` : username,
  );
  return (
    <>
      <h3>{words.seenBy(whole(count))}</h3>
      <p className="note" data-testid="viewers">
        {count === 0 ? words.seenByNobody : names.join(', ')}
        {others > 0 && ` ${words.andOthers(whole(others))}`}
      </p>
    </>
  );
}

interface OpenedFile {
  readonly file: PersonFile | null;
  /** The last edge that was known when the file was asked for. */
  readonly toldAfter: number;
  readonly trouble: string;
}

function useFile(userId: string): OpenedFile {
  const words = useConsoleWords();
  const lastOfPerson = useConsole(
    state => state.edges.find(edge => edge.userId === userId)?.number,
  );
  const isLive = useConsole(state => state.phase === 'live');
  const [file, setFile] = useState<PersonFile | null>(null);
  const [toldAfter, setToldAfter] = useState(-1);
  const [trouble, setTrouble] = useState('');
  // biome-ignore lint/correctness/useExhaustiveDependencies: an edge, or a new connection, makes what is shown old
  useEffect(() => {
    let current = true;
    const latest = latestEdge();
    ask<PersonFile>('person:open', { userId }).then(answer => {
      if (!current) return;
      if (answer.success) {
        setFile(answer.data);
        setToldAfter(latest);
        setTrouble('');
      } else setTrouble(words.failed(answer.error || words.unanswered));
    });
    return () => {
      current = false;
    };
  }, [userId, lastOfPerson, isLive]);
  const isOfThisPerson = file?.person.userId === userId;
  return { file: isOfThisPerson ? file : null, toldAfter, trouble };
}
