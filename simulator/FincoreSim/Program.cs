using FincoreSim.Output;

Terminal.Claim();
return await CommandLine.RunAsync(args);
