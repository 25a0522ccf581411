using FincoreSim.Cli;
using FincoreSim.Output;

Terminal.Claim();
return await LastResort.GuardAsync(async () => Terminal.Judge(await CommandLine.RunAsync(args)));
