package dev.dbmigrations.bench;

/** Clients that read and write {@code orders} while a contestant works: 60 % reads, 30 % updates, 5 % inserts and deletes. */
interface Foreground {
    int CLIENTS = 4;

    /** Statements a second when no client ever rests. */
    double capacity() throws Exception;

    Running start(double rate) throws Exception;

    /** Clients at work. */
    interface Running {

        /** By how much statements start later than they are due, in milliseconds, as of the last second. */
        double lag() throws Exception;

        /** Ends them; what they had to tell. */
        Latencies stop() throws Exception;
    }
}
