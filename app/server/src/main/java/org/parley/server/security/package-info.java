/// Who is calling and what that caller may do: sessions, API keys, roles, the brake on guessing.
@NullMarked
package org.parley.server.security;

import org.jspecify.annotations.NullMarked;
