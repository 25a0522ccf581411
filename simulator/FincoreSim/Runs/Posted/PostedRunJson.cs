using FincoreSim.Runs.Copied;

namespace FincoreSim.Runs.Posted;

/// <summary>What is answered about runs, for source-generated JSON. Members that are absent are left out.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RunView))]
[JsonSerializable(typeof(RunList))]
[JsonSerializable(typeof(ScenarioCopyView))]
internal sealed partial class PostedRunJson : JsonSerializerContext;
