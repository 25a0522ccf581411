using System.Globalization;
using FincoreSim.Tests.Shipping;
using YamlDotNet.RepresentationModel;

namespace FincoreSim.Tests.Recipes;

/// <summary>A recipe of <c>simulator/recipes</c> that is YAML.</summary>
internal sealed class RecipeFile
{
    private readonly YamlNode _root;

    public RecipeFile(string name)
    {
        using var text = File.OpenText(Path.Combine(Folder, name));
        var stream = new YamlStream();
        stream.Load(text);
        _root = stream.Documents.Single().RootNode;
    }

    /// <summary>The folder of all recipes.</summary>
    public static string Folder { get; } = Path.Combine(Script.Root, "simulator/recipes");

    /// <summary>The node at a path of keys and indexes.</summary>
    public YamlNode At(params string[] path) =>
        path.Aggregate(_root,
            (node, step) => node is YamlSequenceNode list ? list[int.Parse(step, CultureInfo.InvariantCulture)] : node[step]);

    /// <summary>The names in the mapping at a path, with their texts.</summary>
    public (string Name, string Value)[] Pairs(params string[] path) =>
        [.. ((YamlMappingNode)At(path)).Select(pair => (pair.Key.ToString(), pair.Value.ToString()))];

    /// <summary>The texts in the list at a path.</summary>
    public string[] Texts(params string[] path) => [.. ((YamlSequenceNode)At(path)).Select(node => node.ToString())];
}
