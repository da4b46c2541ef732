package com.meeshy.presence.core.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.meeshy.presence.core.world.People;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private static final Command COMMAND = new Command.Update(People.participant(People.user(1), 1));

    @Test
    void aFullBoxRefusesActivityTakesClosesAndMakesConnectionsWait() throws Exception {
        Mailbox box = new Mailbox(2);
        box.put(COMMAND);
        assertThat(box.offer(COMMAND)).isTrue();

        assertThat(box.offer(COMMAND)).isFalse();
        box.force(COMMAND);
        assertThat(box.size()).isEqualTo(3);

        Thread connecting = Thread.ofVirtual().start(() -> {
            try {
                box.put(COMMAND);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await().until(() -> connecting.getState() == Thread.State.WAITING);

        List<Command> taken = new ArrayList<>();
        box.drainTo(taken, 3);
        connecting.join();

        assertThat(taken).hasSize(3);
        assertThat(box.size()).isEqualTo(1);
    }
}
