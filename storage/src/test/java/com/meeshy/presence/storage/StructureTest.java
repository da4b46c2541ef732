package com.meeshy.presence.storage;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// Which of storage's rooms may know which.
class StructureTest {
    private static final String ROOT = "com.meeshy.presence.storage";
    private static final String MODEL = ROOT + ".model..";
    private static final String IMPORTS = ROOT + ".imports..";
    private static final String COALESCING = ROOT + ".coalescing..";
    private static final String SQLITE = ROOT + ".sqlite..";
    private static final String MONGO = ROOT + ".mongo..";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void whatIsStoredAndImportedKnowsNoStore() {
        knowNot(MODEL, ROOT, IMPORTS, COALESCING, SQLITE, MONGO);
        knowNot(IMPORTS, ROOT, COALESCING, SQLITE, MONGO);
    }

    @Test
    void whatIsAskedOfAStoreKnowsNoneOfThem() {
        knowNot(ROOT, COALESCING, SQLITE, MONGO);
        knowNot(COALESCING, SQLITE, MONGO);
    }

    @Test
    void theDatabasesDoNotKnowEachOther() {
        knowNot(SQLITE, MONGO, "com.mongodb..", "org.bson..");
        knowNot(MONGO, SQLITE, "org.sqlite..", "java.sql..");
    }

    @Test
    void noRoomsKnowEachOther() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    private static void knowNot(String room, String... others) {
        noClasses()
                .that()
                .resideInAPackage(room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .check(CLASSES);
    }
}
