package com.meeshy.presence.bench.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseTest {
    /// Never the database that the address names: what is measured is dropped.
    @ParameterizedTest
    @CsvSource({
        "mongodb://one:27017,mongodb://one:27017/bench",
        "mongodb://one/meeshy,mongodb://one/bench",
        "mongodb://u:p@one,mongodb://u:p@one/bench",
        "mongodb://one/meeshy?w=1,mongodb://one/bench?w=1",
        "mongodb+srv://one.example?retryWrites=false,mongodb+srv://one.example/bench?retryWrites=false"
    })
    void anAddressWithADatabaseOfItsOwn(String given, String made) {
        assertThat(Database.named(given, "bench")).isEqualTo(made);
    }
}
