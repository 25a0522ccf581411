using System.Text.RegularExpressions;
using System.Xml.Linq;
using FincoreSim.Hosting;
using FincoreSim.Serving;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FincoreSim.Tests.Shipping;

/// <summary>What a fresh clone, a reader and an image rely on, and no compiler sees.</summary>
public sealed partial class RepositoryTests
{
    private static IEnumerable<string> Projects => new[] { "simulator", "scenarios", "tests" }
        .SelectMany(
            folder => Directory.EnumerateFiles(Path.Combine(Script.Root, folder), "*.csproj", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(Script.Root, file));

    [TestCaseSource(nameof(Projects))]
    public void Every_project_has_a_lock_file_without_addresses_that_names_its_packages(string project)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Script.Root, project))!;
        var locked = File.ReadAllText(Path.Combine(folder, "packages.lock.json"));

        Assert.That(locked, Does.Not.Contain("://"));
        foreach (var reference in XDocument.Load(Path.Combine(Script.Root, project)).Descendants("PackageReference"))
        {
            Assert.That(locked, Does.Contain($"\"{reference.Attribute("Include")!.Value}\""));
        }
    }

    [TestCaseSource(nameof(Projects))]
    public void Every_project_is_in_the_solution(string project) => Assert.That(
        File.ReadAllText(Path.Combine(Script.Root, "FincoreSim.sln")).Replace('\\', '/'),
        Does.Contain($"\"{project.Replace('\\', '/')}\""));

    [TestCaseSource(typeof(Script), nameof(Script.All))]
    public async Task Every_script_parses_can_be_run_and_is_strict(string script)
    {
        var path = Path.Combine(Script.Root, script);
        var parsed = await Script.BashAsync(["-n", path]);

        Assert.That(parsed.ExitCode, Is.Zero, parsed.ToString());
        var text = await File.ReadAllTextAsync(path);
        Assert.That(text, Does.StartWith("#!/usr/bin/env bash\n"));
        Assert.That(text, Does.Contain("\nset -euo pipefail\n").Or.Contain("\nset -uo pipefail\n"));
        Assert.That(text, Does.Not.Contain("\r"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(File.GetUnixFileMode(path).HasFlag(UnixFileMode.UserExecute), Is.True, "it must be executable");
        }
    }

    [Test]
    public void The_image_serves_where_the_health_command_asks()
    {
        var dockerfile = File.ReadAllText(Path.Combine(Script.Root, "Dockerfile"));
        var port = new Uri(ServeOptions.DefaultUrl).Port;

        Assert.That(dockerfile, Does.Contain($"\nEXPOSE {port}\n"));
        Assert.That(dockerfile, Does.Contain($"\nCMD [\"serve\", \"--urls\", \"http://0.0.0.0:{port}\"]\n"));
        Assert.That(dockerfile, Does.Contain("CMD [\"/app/fincoresim\", \"health\"]\n"));
        Assert.That(dockerfile, Does.Contain("\nUSER $APP_UID\n"));
    }

    [Test]
    public void The_image_and_its_check_publish_by_the_same_script()
    {
        foreach (var file in (string[])["Dockerfile", "tests/container/check.sh"])
        {
            var text = File.ReadAllText(Path.Combine(Script.Root, file));
            Assert.That(text, Does.Contain("simulator/publish.sh"), file);
            Assert.That(text, Does.Not.Match("(?m)^[^#]*dotnet (publish|build|restore)"), file);
        }
    }

    [Test]
    public void The_trim_analyzers_version_is_pinned_as_locked()
    {
        var pinned = PinnedVersion()
            .Match(File.ReadAllText(Path.Combine(Script.Root, "Directory.Build.targets"))).Groups[1].Value;

        Assert.That(pinned, Is.Not.Empty);
        Assert.That(
            File.ReadAllText(Path.Combine(Script.Root, "simulator/FincoreSim/packages.lock.json")),
            Does.Contain($"\"requested\": \"[{pinned}, )\""));
    }

    [Test]
    public async Task The_host_neither_reads_nor_watches_the_folder_it_is_started_in()
    {
        await using var app = Simulator.Build(new ServeOptions { Urls = "http://127.0.0.1:0" });

        Assert.That(
            Path.TrimEndingDirectorySeparator(app.Services.GetRequiredService<IHostEnvironment>().ContentRootPath),
            Is.EqualTo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)));
        Assert.That(app.Configuration["hostBuilder:reloadConfigOnChange"], Is.EqualTo("false"));
        Assert.That(((IConfigurationRoot)app.Configuration).Providers, Has.None.InstanceOf<FileConfigurationProvider>());
    }

    [GeneratedRegex("ILLinkPackVersion=\"([^\"]+)\"")]
    private static partial Regex PinnedVersion();
}
