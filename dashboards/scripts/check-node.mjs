// Vite needs Node 20.19 or newer; its own message when it is older names neither the reason nor the remedy.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `The dashboards need Node 20.19 or newer to build; this is ${process.versions.node}.\n` +
      'Install a newer Node, or build the server without the web app: mvn -DskipUi=true ...',
  );
  process.exit(1);
}
