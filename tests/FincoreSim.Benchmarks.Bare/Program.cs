using FincoreSim.Benchmarks.Http;

return await BareServer.RunAsync();
