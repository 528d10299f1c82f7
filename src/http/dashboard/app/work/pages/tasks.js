// Where notices and assignments, products, sponsors, and breaches are worked on.
import { gql } from '../../documents.js';
import * as format from '../../format.js';
import { word } from '../say.js';

const toldTasks = ['FRONT', 'COORDINATION_OFFICE', 'DEPARTMENT', 'STEERING_COMMITTEE'];

export const TASKS_PAGE = {
  key: 'tasks',
  name: ['Nhiệm vụ được giao', 'Assignments'],
  roles: toldTasks,
  title: () => TASKS_PAGE.name,
  load: { document: gql`query WorkDirectives { directives { id number issuedOn title } }` },
  actions: () => [['createDirective', {}], ['recordSponsor', {}]],
  panels: [
    {
      key: 'assignments',
      open: true,
      title: ['Nhiệm vụ', 'Assignments'],
      load: {
        document: gql`query WorkAssignments($after: String) { assignments(first: 200, after: $after) {
          pageInfo { hasNextPage endCursor } nodes { id status agencyName
          area { name } task { item text dueBefore } directive { number } report { version } } } }`,
      },
      connection: (d) => d.assignments,
      rows: (d) => d.assignments?.nodes ?? [],
      rowKey: (row) => row.id,
      columns: [
        { label: ['Nhiệm vụ', 'Task'], show: (row) => `${row.directive.number}, ${row.task.item}. ${row.task.text}` },
        { label: ['Đơn vị', 'Whose'], show: (row) => row.agencyName ?? row.area?.name ?? '' },
        { label: ['Hạn', 'Due'], show: (row) => (row.task.dueBefore ? format.day(format.dayBefore(row.task.dueBefore)) : '–') },
        { label: ['Tình trạng', 'Status'], show: (row) => word('AssignmentStatus', row.status) },
      ],
      acts: (row) => [[row.report ? 'reviseReport' : 'reportAssignment', { assignmentId: row.id }]],
    },
    {
      key: 'directives',
      title: ['Thông báo', 'Notices'],
      rows: (d) => d.directives,
      rowKey: (row) => row.id,
      columns: [
        { label: ['Số', 'Number'], show: (row) => row.number },
        { label: ['Ngày', 'Day'], show: (row) => format.day(row.issuedOn) },
        { label: ['Trích yếu', 'About'], show: (row) => row.title },
      ],
    },
    {
      key: 'sponsors',
      title: ['Đơn vị đỡ đầu', 'Sponsor units'],
      load: { document: gql`query WorkSponsors { sponsors { code name version sponsored { name } } }` },
      rows: (d) => d.sponsors,
      rowKey: (row) => row.code,
      columns: [
        { label: ['Tên', 'Name'], show: (row) => `${row.name} (${row.code})` },
        { label: ['Các xã', 'Communes'], show: (row) => row.sponsored.map(({ name }) => name).join(', ') },
      ],
      acts: (row) => [['recordSponsor', { code: row.code }]],
    },
  ],
};

export const PRODUCTS_PAGE = {
  key: 'products',
  name: ['Sản phẩm OCOP, danh hiệu của thôn', "OCOP products, hamlets' titles"],
  roles: ['COORDINATION_OFFICE', 'STEERING_COMMITTEE'],
  title: () => PRODUCTS_PAGE.name,
  load: {
    document: gql`query WorkRatings { ocopRatings(first: 500) { nodes { id product producer year state
      districtScore provinceScore stars area { name } } } }`,
  },
  actions: () => [['proposeOcopProduct', {}], ['recordHamletTitle', {}]],
  panels: [
    {
      key: 'ratings',
      open: true,
      title: ['Sản phẩm OCOP', 'OCOP products'],
      rows: (d) => d.ocopRatings?.nodes ?? [],
      rowKey: (row) => row.id,
      columns: [
        { label: ['Sản phẩm', 'Product'], show: (row) => `${row.product}, ${row.producer} (${row.area.name})` },
        { label: ['Năm', 'Year'], show: (row) => row.year },
        { label: ['Trạng thái', 'State'], show: (row) => word('OcopState', row.state) },
        { label: ['Điểm huyện / tỉnh', 'District / province'], show: (row) => `${row.districtScore ?? '–'} / ${row.provinceScore ?? '–'}` },
        { label: ['Sao', 'Stars'], show: (row) => row.stars ?? '–' },
      ],
      acts: (row) => {
        const about = { ratingId: row.id };
        return [
          ...(row.state === 'PUBLISHED' ? [] : [['rateOcopProduct', about]]),
          ...(row.state === 'PROVINCE_RATED' ? [['publishOcopRating', about]] : []),
        ];
      },
    },
  ],
};

export const PRIVACY_PAGE = {
  key: 'privacy',
  name: ['Vi phạm dữ liệu cá nhân', 'Breaches of personal data'],
  roles: ['FRONT', 'ADMIN'],
  provincial: true,
  title: () => PRIVACY_PAGE.name,
  load: {
    document: gql`query WorkBreachList { breaches { number standing discoveredAt notifyBefore description } }`,
  },
  actions: () => [['recordBreach', {}]],
  panels: [
    {
      key: 'breaches',
      open: true,
      title: ['Sổ vi phạm', 'The register'],
      rows: (d) => d.breaches ?? [],
      rowKey: (row) => row.number,
      columns: [
        { label: ['Số', 'Number'], show: (row) => row.number },
        { label: ['Mô tả', 'What happened'], show: (row) => row.description },
        { label: ['Thông báo trước', 'To be told before'], show: (row) => format.instant(row.notifyBefore) },
        { label: ['Tình trạng', 'Standing'], show: (row) => word('BreachStanding', row.standing) },
      ],
      acts: (row) => [['recordBreach', { number: row.number }]],
    },
  ],
};
