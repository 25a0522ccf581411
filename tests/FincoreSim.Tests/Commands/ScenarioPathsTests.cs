using FincoreSim.Disk;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.Runs;
using FincoreSim.Tests.Shipping;

namespace FincoreSim.Tests.Commands;

/// <summary>Which files paths name: each once, by whatever links it is reached, and none of them lost without a word.</summary>
[Platform(Exclude = "Win")]
public sealed class ScenarioPathsTests : IDisposable
{
    private const string Text = "fincoresim: 1\n";
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public void Every_spelling_of_the_endings_counts_and_hidden_files_do_not()
    {
        string[] names = ["a.yaml", "b.yml", "c.YAML", "d.Yml", "e.yAmL", ".h.yaml", "i.txt", "j.yaml.bak", "yaml", ".yaml"];
        foreach (var name in names)
        {
            _folder.Write(name, Text);
        }

        Directory.CreateDirectory(_folder.At(".git"));
        _folder.Write(".git/k.yaml", Text);
        Directory.CreateDirectory(_folder.At("folder.yaml"));
        _folder.Write("folder.yaml/l.yaml", Text);

        Assert.That(Names(_folder.Path), Is.EqualTo(names[..5].Append("folder.yaml/l.yaml")));
        Assert.That(
            Names(_folder.At(".h.yaml"), _folder.At("i.txt"), _folder.At(".git")),
            Is.EqualTo(new[] { ".h.yaml", "i.txt", ".git/k.yaml" }),
            "what is named is read");
    }

    [Test]
    public void Links_that_lead_in_circles_find_each_file_once_by_its_own_name()
    {
        Directory.CreateDirectory(_folder.At("sub/deep"));
        _folder.Write("sub/deep/z.yaml", Text);
        _folder.Write("m.yaml", Text);
        Link("sub/up", "..");
        Link("sub/deep/top", _folder.Path);
        Link("again", "sub");
        Link("one", "two");
        Link("two", "one");
        Link("self", "self");
        Link("a-link.yaml", "m.yaml");
        Link("b-link.yml", "sub/../sub/deep/top/m.yaml");

        Assert.That(Names(_folder.Path), Is.EqualTo(new[] { "m.yaml", "sub/deep/z.yaml" }));
    }

    [Test]
    public void A_link_to_what_is_elsewhere_is_followed_and_keeps_its_name()
    {
        using var elsewhere = new TempFolder();
        elsewhere.Write("a.yaml", Text);
        elsewhere.Write("b.txt", Text);
        Link("link", elsewhere.Path);
        Link("twin", elsewhere.Path);
        Link("c.yaml", elsewhere.At("b.txt"));
        Link("d.txt", elsewhere.At("a.yaml"));

        Assert.That(Names(_folder.Path), Is.EqualTo(new[] { "c.yaml", "link/a.yaml" }));
    }

    [Test]
    public void A_path_that_is_named_again_finds_nothing_more()
    {
        Directory.CreateDirectory(_folder.At("sub"));
        _folder.Write("sub/a.yaml", Text);
        _folder.Write("b.yaml", Text);
        Link("other", "sub");

        string[] paths =
        [
            _folder.At("sub/a.yaml"), _folder.At("sub"), _folder.At("other/a.yaml"), _folder.At("sub/../b.yaml"), _folder.Path,
        ];

        Assert.That(ScenarioPaths.Of(paths).Select(file => file.Path), Is.EqualTo(new[] { paths[0], paths[3] }));
    }

    [Test]
    public void Links_that_lead_nowhere_are_found_with_the_reason()
    {
        Link("a.yaml", "nowhere.yaml");
        Link("b.yaml", "b.yaml");
        Link("not-a-scenario", "nowhere");
        Link("c.yaml", "nowhere/at/all.yaml");

        var found = ScenarioPaths.Of([_folder.Path]);

        Assert.That(found.Select(file => (Path.GetFileName(file.Path), file.Trouble?.Says)), Is.EqualTo(new[]
        {
            ("a.yaml", "it is a link that leads nowhere"),
            ("b.yaml", "it is a link that leads in a circle"),
            ("c.yaml", "it is a link that leads nowhere"),
        }));
        Assert.That(found.Select(file => file.Trouble!.ExitCode), Is.All.EqualTo(2));
    }

    [TestCase("nowhere", "there is no {0}")]
    [TestCase("dangling", "there is no {0}: it is a link that leads nowhere")]
    [TestCase("circle", "there is no {0}: it is a link that leads in a circle")]
    [TestCase("file/below", "there is no {0}")]
    [TestCase("good", null)]
    [TestCase("file", null)]
    [TestCase(".", null)]
    public void What_is_not_there_is_told_of(string name, string? said)
    {
        _folder.Write("file", Text);
        Link("dangling", "nowhere");
        Link("circle", "circle");
        Link("good", "file");
        var path = _folder.At(name);

        Assert.That(ScenarioPaths.Missing([path]), Is.EqualTo(said?.Replace("{0}", path, StringComparison.Ordinal)));
        Assert.That(ScenarioPaths.Missing([""]), Is.EqualTo("a path is empty"));
        Assert.That(ScenarioPaths.Missing([new string('x', 10_000)]), Does.StartWith("there is no x"));
    }

    [Test]
    public async Task A_name_that_is_no_utf8_and_a_path_that_is_too_long_are_told_of()
    {
        var made = await Script.BashAsync(["-c", """
            cd "$0" && printf 'fincoresim: 1\n' > $'a\xff.yaml' && name=$(printf 'd%.0s' {1..250}) || exit 1
            for i in {1..20}; do mkdir "$name" && cd "$name" || exit 1; done
            """, _folder.Path]);
        Assert.That(made.ExitCode, Is.Zero, made.ToString());

        try
        {
            var troubles = ScenarioPaths.Of([_folder.Path]).Select(file => file.Read(1000, out _)?.Says).ToArray();

            Assert.That(troubles, Is.EquivalentTo(new[]
            {
                "the file cannot be read: its name is not UTF-8", "the folder cannot be read: its path is too long",
            }));
        }
        finally
        {
            await Script.BashAsync(["-c", "cd \"$0\" && rm -rf *", _folder.Path]);
        }
    }

    private string[] Names(params string[] paths) =>
        [.. ScenarioPaths.Of(paths).Select(file => Path.GetRelativePath(_folder.Path, file.Path))];

    private void Link(string name, string target) => File.CreateSymbolicLink(_folder.At(name), target);
}
