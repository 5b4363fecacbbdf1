/// A whole node on real stores, and callers of it.
package org.parley.server.testing;
