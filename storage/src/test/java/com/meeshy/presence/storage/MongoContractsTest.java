package com.meeshy.presence.storage;

import com.meeshy.presence.storage.mongo.MongoWorld;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

/// The production store held to every contract.
class MongoContractsTest {

    @Nested
    class MongoStorageTest extends StorageContract {
        @Override
        World newWorld(Path folder) {
            return new MongoWorld(folder);
        }
    }

    @Nested
    class MongoPresenceStoreTest extends PresenceStoreContract {
        @Override
        World newWorld(Path folder) {
            return new MongoWorld(folder);
        }
    }

    @Nested
    class MongoPresenceListsTest extends PresenceListsContract {
        @Override
        World newWorld(Path folder) {
            return new MongoWorld(folder);
        }
    }

    @Nested
    class MongoDirectoryTest extends DirectoryContract {
        @Override
        World newWorld(Path folder) {
            return new MongoWorld(folder);
        }
    }

    @Nested
    class MongoNodeLeasesTest extends NodeLeasesContract {
        @Override
        World newWorld(Path folder) {
            return new MongoWorld(folder);
        }
    }

    @Nested
    class MongoRevokedTokensTest extends RevokedTokensContract {
        @Override
        World newWorld(Path folder) {
            return new MongoWorld(folder);
        }
    }

    @Nested
    class MongoAccountsTest extends AccountsContract {
        @Override
        World newWorld(Path folder) {
            return new MongoWorld(folder);
        }
    }

    @Nested
    class MongoGuestsTest extends GuestsContract {
        @Override
        World newWorld(Path folder) {
            return new MongoWorld(folder);
        }
    }

    @Nested
    class MongoGuestNamesTest extends GuestNamesContract {
        @Override
        World newWorld(Path folder) {
            return new MongoWorld(folder);
        }
    }

    @Nested
    class MongoConversationsTest extends ConversationsContract {
        @Override
        World newWorld(Path folder) {
            return new MongoWorld(folder);
        }
    }

    @Nested
    class MongoMessagesTest extends MessagesContract {
        @Override
        World newWorld(Path folder) {
            return new MongoWorld(folder);
        }
    }

    @Nested
    class MongoDirectoryEditorTest extends DirectoryEditorContract {
        @Override
        World newWorld(Path folder) {
            return new MongoWorld(folder);
        }
    }
}
