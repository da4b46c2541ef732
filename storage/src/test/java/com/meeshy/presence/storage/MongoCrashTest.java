package com.meeshy.presence.storage;

import com.meeshy.presence.storage.mongo.MongoWorld;
import org.junit.jupiter.api.BeforeEach;

/// The gateway killed in the middle of writing to MongoDB, which lives on.
class MongoCrashTest extends CrashContract {

    /// The server must be this process's, not the one that is killed.
    @BeforeEach
    void chooseTheDatabase() {
        MongoWorld.uriOf(folder);
    }

    @Override
    Class<? extends World> worldClass() {
        return MongoWorld.class;
    }
}
