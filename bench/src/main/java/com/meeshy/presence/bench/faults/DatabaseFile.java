package com.meeshy.presence.bench.faults;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Another program at the SQLite file of a gateway: `lock <folder>` holds it until standard input ends,
/// `messages <folder>` prints the ids of all stored messages.
final class DatabaseFile {
    private DatabaseFile() {}

    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[1]).resolve("meeshy.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            switch (arguments[0]) {
                case "lock" -> lock(statement);
                case "messages" -> printMessages(statement);
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        }
    }

    private static void lock(Statement statement) throws Exception {
        statement.execute("PRAGMA busy_timeout = 10000");
        statement.execute("BEGIN EXCLUSIVE");
        System.out.println("locked");
        System.in.transferTo(System.out);
        statement.execute("ROLLBACK");
        System.out.println("free");
    }

    private static void printMessages(Statement statement) throws SQLException {
        try (ResultSet ids = statement.executeQuery("SELECT lower(hex(id)) FROM Message")) {
            while (ids.next()) {
                System.out.println(ids.getString(1));
            }
        }
    }
}
