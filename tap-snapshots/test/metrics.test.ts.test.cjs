/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/metrics.test.ts > TAP > the metrics of the cache say how late it is, and what went wrong > must match snapshot 1`] = `
# HELP pullgate_cache_synced Whether everything of this kind has been listed once (1) or not yet (0).
# TYPE pullgate_cache_synced gauge
pullgate_cache_synced{resource="namespaces"} 1
pullgate_cache_synced{resource="dockercfg"} 0

# HELP pullgate_cache_last_event_timestamp_seconds When the API server was last heard on the watch of this kind; absent where it never was.
# TYPE pullgate_cache_last_event_timestamp_seconds gauge
pullgate_cache_last_event_timestamp_seconds{resource="namespaces"} 997.5

# HELP pullgate_cache_objects Objects that are held.
# TYPE pullgate_cache_objects gauge
pullgate_cache_objects{resource="namespaces"} 3
pullgate_cache_objects{resource="serviceaccounts"} 4
pullgate_cache_objects{resource="pullsecrets"} 5

# HELP pullgate_watch_restarts_total Lists and watches that ended otherwise than they should.
# TYPE pullgate_watch_restarts_total counter
pullgate_watch_restarts_total{resource="namespaces",reason="idle"} 2

# HELP pullgate_cache_repairs_total Objects that the consistency check found changed without an event.
# TYPE pullgate_cache_repairs_total counter
pullgate_cache_repairs_total{resource="dockercfg"} 2

`
