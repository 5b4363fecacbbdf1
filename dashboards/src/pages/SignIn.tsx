import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type FormEvent } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { post, Problem } from '../api/client';
import * as queries from '../api/queries';
import type { Session } from '../api/types';
import { ProblemNotice } from '../parts/layout';
import { safeNext } from '../report/next';

export default function SignIn() {
  const { data: member } = useQuery(queries.session);
  const cache = useQueryClient();
  const [search] = useSearchParams();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);
  const signIn = useMutation({
    mutationFn: () => post<Session>('/session', { email: email.trim(), password }),
    onSuccess: (session) => cache.setQueryData(queries.keys.session, session.member),
  });

  useEffect(() => {
    document.title = 'Sign in · Parley';
  }, []);

  if (member) {
    return <Navigate replace to={safeNext(search.get('next'))} />;
  }

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const incomplete = email.trim() === '' || password === '';
    setMissing(incomplete);
    if (!incomplete) {
      signIn.mutate();
    }
  };

  return (
    <main className="signin">
      <div className="card signin-card">
        <img src="/parley.svg" alt="" width={40} height={40} style={{ display: 'block' }} />
        <h1 style={{ margin: '18px 0 2px', fontSize: '1.375rem', fontWeight: 650, letterSpacing: '-0.02em' }}>Sign in to Parley</h1>
        <p style={{ margin: '0 0 22px', color: 'var(--ink-2)', fontSize: '0.875rem' }}>Opt-in messaging, measured honestly against email.</p>
        <form onSubmit={submit} noValidate style={{ display: 'grid', gap: 14 }}>
          <TextInput
            label="Email"
            type="email"
            name="email"
            autoComplete="username"
            autoFocus
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            error={missing && email.trim() === '' ? 'Enter your email address' : undefined}
          />
          <PasswordInput
            label="Password"
            name="password"
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': 'Show the password', tabIndex: 0 }}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={missing && password === '' ? 'Enter your password' : undefined}
          />
          {signIn.error && <ProblemNotice failure={refused(signIn.error)} />}
          <Button type="submit" size="md" mt={4} loading={signIn.isPending}>
            Sign in
          </Button>
        </form>
      </div>
    </main>
  );
}

/** "Sign in first" would be an odd answer to somebody who is just doing so. */
function refused(failure: unknown): unknown {
  return failure instanceof Problem && failure.status === 401
    ? new Problem(401, 'This email and password do not match', 'Check both and try again.')
    : failure;
}
