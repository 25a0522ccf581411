using FincoreSim.Benchmarks;
using FincoreSim.Benchmarks.Http;
using FincoreSim.Benchmarks.Ledger;
using FincoreSim.Benchmarks.Native;
using FincoreSim.Benchmarks.Sandboxes;
using FincoreSim.Benchmarks.Soak;

const string Usage =
    "usage: dotnet run -c Release --project tests/FincoreSim.Benchmarks -- http|size|ledger|sandbox|native|soak|all "
    + "[--seconds N] [--rounds N] [--minutes N] [--only PART-OF-ROW] [--no-pin] [--binary FILE] [--bare-binary FILE] [--peers DIR]";

if (BenchmarkOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine(Usage);
    return 2;
}

switch (options.Verb)
{
    case "serve-bare":
        return await BareServer.RunAsync();
    case "serve-sim":
        return await SimServer.RunAsync();
    case "hold-ledger":
        return LedgerChild.Run();
    case "http":
        HttpBenchmark.Run(options);
        return 0;
    case "size":
        SizeBenchmark.Run(options);
        return 0;
    case "ledger":
        LedgerBenchmark.Run(options);
        return 0;
    case "sandbox":
        await SandboxBenchmark.RunAsync(options);
        return 0;
    case "native":
        NativeBenchmark.Run(options);
        return 0;
    case "soak":
        return await SoakBenchmark.RunAsync(options) ? 0 : 1;
    case "all":
        HttpBenchmark.Run(options);
        SizeBenchmark.Run(options);
        LedgerBenchmark.Run(options);
        await SandboxBenchmark.RunAsync(options);
        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
