package com.meeshy.presence.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.storage.sqlite.SqliteWorld;

/// The embedded store killed in the middle of writing. Its folder is held until then, and the file is whole after.
class SqliteCrashTest extends CrashContract {
    @Override
    Class<? extends World> worldClass() {
        return SqliteWorld.class;
    }

    @Override
    void whileTheProcessLives() {
        assertThatThrownBy(() -> new SqliteWorld(folder))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("another gateway process is using it");
    }

    @Override
    void afterTheCrash(World world) {
        assertThat(((SqliteWorld) world).integrity()).isEqualTo("ok");
    }
}
