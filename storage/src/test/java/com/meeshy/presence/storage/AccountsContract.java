package com.meeshy.presence.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.storage.imports.ImportDocument;
import com.meeshy.presence.storage.model.Account;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every [Accounts] owes.
abstract class AccountsContract extends StoreContract {

    @Test
    void anAccountIsFoundByIdAndByUsername() {
        ObjectId alice = newId();
        storage.editor()
                .apply(new Doc()
                        .add(new ImportDocument.User(
                                alice.toString(), "alice", "Alice", "Al", "Ice", "ADMIN", "en", true))
                        .document());
        Account expected = new Account(alice, "alice", "Alice", "Al", "Ice", "ADMIN", "en", true);

        assertThat(storage.accounts().account(alice)).isEqualTo(expected);
        assertThat(storage.accounts().accountByUsername("alice")).isEqualTo(expected);
        assertThat(storage.accounts().accounts(List.of(alice, newId(), alice))).containsExactly(expected);
    }

    @Test
    void nobodyIsNull() {
        user("alice");

        assertThat(storage.accounts().account(newId())).isNull();
        assertThat(storage.accounts().accountByUsername("bob")).isNull();
        assertThat(storage.accounts().accountByUsername("ALICE")).isNull();
        assertThat(storage.accounts().accounts(List.of())).isEmpty();
    }

    @Test
    void missingOptionalFieldsHaveDefaults() {
        ObjectId old = newId();
        world.putBareUser(old, "old-timer");

        Account account = present(storage.accounts().account(old));

        assertThat(account)
                .isEqualTo(new Account(
                        old, "old-timer", null, null, null, Account.DEFAULT_ROLE, Account.DEFAULT_LANGUAGE, true));
        assertThat(account.name()).isEqualTo("old-timer");
    }

    @Test
    void usernamesAreFoundByTheirBeginning() {
        user("mara");
        user("mar%");
        user("marc");
        user("Marc");
        user("ma");
        user("mzé");

        assertThat(storage.accounts().accountsByUsernamePrefix("mar", 10))
                .extracting(Account::username)
                .containsExactly("mar%", "mara", "marc");
        assertThat(storage.accounts().accountsByUsernamePrefix("mar%", 10))
                .extracting(Account::username)
                .containsExactly("mar%");
        assertThat(storage.accounts().accountsByUsernamePrefix("m", 2))
                .extracting(Account::username)
                .containsExactly("ma", "mar%");
        assertThat(storage.accounts().accountsByUsernamePrefix("mz", 10)).hasSize(1);
        assertThat(storage.accounts().accountsByUsernamePrefix("nobody", 10)).isEmpty();
    }
}
