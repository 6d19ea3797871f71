using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NovComet.Web.Chat;

/// <summary>What the chat's page sends, and what everybody gets.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChatMe))]
[JsonSerializable(typeof(ChatPost))]
[JsonSerializable(typeof(ChatMessage))]
[JsonSerializable(typeof(ChatArrival))]
internal sealed partial class ChatJson : JsonSerializerContext
{
    /// <summary>For what is kept in files, which people read too: only what JSON itself asks for is escaped.</summary>
    public static ChatJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
