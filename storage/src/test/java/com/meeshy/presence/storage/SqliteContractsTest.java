package com.meeshy.presence.storage;

import com.meeshy.presence.storage.sqlite.SqliteWorld;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

/// The embedded store held to every contract.
class SqliteContractsTest {

    @Nested
    class SqliteStorageTest extends StorageContract {
        @Override
        World newWorld(Path folder) {
            return new SqliteWorld(folder);
        }
    }

    @Nested
    class SqlitePresenceStoreTest extends PresenceStoreContract {
        @Override
        World newWorld(Path folder) {
            return new SqliteWorld(folder);
        }
    }

    @Nested
    class SqlitePresenceListsTest extends PresenceListsContract {
        @Override
        World newWorld(Path folder) {
            return new SqliteWorld(folder);
        }
    }

    @Nested
    class SqliteDirectoryTest extends DirectoryContract {
        @Override
        World newWorld(Path folder) {
            return new SqliteWorld(folder);
        }
    }

    @Nested
    class SqliteNodeLeasesTest extends NodeLeasesContract {
        @Override
        World newWorld(Path folder) {
            return new SqliteWorld(folder);
        }
    }

    @Nested
    class SqliteRevokedTokensTest extends RevokedTokensContract {
        @Override
        World newWorld(Path folder) {
            return new SqliteWorld(folder);
        }
    }

    @Nested
    class SqliteAccountsTest extends AccountsContract {
        @Override
        World newWorld(Path folder) {
            return new SqliteWorld(folder);
        }
    }

    @Nested
    class SqliteGuestsTest extends GuestsContract {
        @Override
        World newWorld(Path folder) {
            return new SqliteWorld(folder);
        }
    }

    @Nested
    class SqliteGuestNamesTest extends GuestNamesContract {
        @Override
        World newWorld(Path folder) {
            return new SqliteWorld(folder);
        }
    }

    @Nested
    class SqliteConversationsTest extends ConversationsContract {
        @Override
        World newWorld(Path folder) {
            return new SqliteWorld(folder);
        }
    }

    @Nested
    class SqliteMessagesTest extends MessagesContract {
        @Override
        World newWorld(Path folder) {
            return new SqliteWorld(folder);
        }
    }

    @Nested
    class SqliteDirectoryEditorTest extends DirectoryEditorContract {
        @Override
        World newWorld(Path folder) {
            return new SqliteWorld(folder);
        }
    }
}
