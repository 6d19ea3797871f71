using System.Text;

namespace NovComet.Load.Reporting;

/// <summary>A Markdown table whose columns are also even as plain text.</summary>
internal sealed class TextTable(params string[] head)
{
    private readonly List<string[]> _rows = [head];

    public void Add(params string[] row) => _rows.Add(row);

    public override string ToString()
    {
        var widths = Enumerable.Range(0, head.Length).Select(column => _rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        Line(_rows[0]);
        Line([.. widths.Select(width => new string('-', width))]);
        foreach (var row in _rows.Skip(1)) Line(row);
        return text.ToString();

        void Line(string[] cells) =>
            text.Append("| ").AppendJoin(" | ", cells.Select((cell, column) => cell.PadRight(widths[column]))).AppendLine(" |");
    }
}
