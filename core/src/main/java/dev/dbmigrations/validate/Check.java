package dev.dbmigrations.validate;

import java.util.List;

/** One concern of a validation. Looks, and changes nothing. */
public interface Check {

    /** All, in the order in which they are told. */
    List<Check> ALL =
            List.of(new InquiryCheck(), new DiskCheck(), new ReplicaCheck(), new RunCheck(), new DriftCheck());

    void make(Scene scene, Results results);
}
