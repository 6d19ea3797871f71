using System.Text.Json.Serialization;

namespace NovComet.Client.Tests.Hosting;

/// <summary>How it is written.</summary>
[JsonSerializable(typeof(Order))]
internal sealed partial class Json : JsonSerializerContext;
