using System.Text.Json;
using System.Text.Json.Serialization;

namespace NovComet.Load.Reporting;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LoadResult))]
internal sealed partial class ResultJson : JsonSerializerContext
{
    public static string Write(LoadResult result) => JsonSerializer.Serialize(result, Default.LoadResult);

    public static IReadOnlyList<LoadResult> ReadAll(string path) =>
        [.. File.ReadLines(path).Select(line => JsonSerializer.Deserialize(line, Default.LoadResult)!)];
}
