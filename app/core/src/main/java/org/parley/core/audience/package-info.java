/// Segments: a rule about contacts, compiled to one query, and who they reach.
@NullMarked
package org.parley.core.audience;

import org.jspecify.annotations.NullMarked;
